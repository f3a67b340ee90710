using Normalizer.Reference;

namespace Normalizer.Names;

/// <summary>Which characters stand beside which in the official names: classifications, divisions' agencies, table titles.</summary>
internal sealed class NameContext
{
    private readonly HashSet<ulong> windows = [];
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly HashSet<char> characters = [];
    private readonly HashSet<uint> pairs = [];
    private readonly Dictionary<uint, string> between = [];

    public NameContext(ReferenceData reference)
    {
        foreach (var list in new[] { reference.Functional, reference.DepartmentEconomic, reference.GovernmentEconomic, reference.Revenue, reference.Procurement })
            foreach (var name in list.AllNames) Add(name);
        foreach (var term in reference.AgencyTerms.All) Add(term);
        foreach (var word in reference.TableWords) Add(word);
    }

    public bool Knows(ulong window) => windows.Contains(window);
    public bool IsWord(string text) => words.Contains(text);
    public bool Uses(char character) => characters.Contains(character);

    public bool IsPair(char left, char right) => pairs.Contains(Pair(left, right));

    /// <summary>Every character seen between these two.</summary>
    public string Between(char left, char right) => between.GetValueOrDefault(Pair(left, right), "");

    private static uint Pair(ulong left, ulong right) => (uint)(left << 16 | right);

    private void Add(string word)
    {
        if (word.Length < 2 || !words.Add(word)) return;
        for (var i = 0; i < word.Length; i++)
        {
            var window = ContextWindows.Around(word, i);
            characters.Add(word[i]);
            if (!windows.Add(window)) continue;
            var (left, middle, right) = (window >> 32, (window >> 16) & 0xFFFF, window & 0xFFFF);
            pairs.Add(Pair(left, middle));
            pairs.Add(Pair(middle, right));
            between[Pair(left, right)] = between.GetValueOrDefault(Pair(left, right), "") + word[i];
        }
    }
}
