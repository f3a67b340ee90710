using System.Runtime.InteropServices;

namespace Normalizer.Names;

/// <summary>In how many different texts of one document each window of three characters stands.</summary>
internal sealed class DocumentContext
{
    private readonly Dictionary<ulong, int> windows = [];
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);

    /// <param name="texts">Cells and paragraphs without white space, as often as they stand in the document.</param>
    public DocumentContext(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(this.texts, text, out var known);
            count++;
            if (known) continue;
            for (var i = 0; i < text.Length; i++)
                CollectionsMarshal.GetValueRefOrAddDefault(windows, ContextWindows.Around(text, i), out _)++;
        }
    }

    /// <summary>How many different texts hold the window (a text that holds it twice counts twice).</summary>
    public int Texts(ulong window) => windows.GetValueOrDefault(window);

    public IEnumerable<string> Distinct => texts.Keys;

    /// <summary>How often a text stands in the document as a whole cell or paragraph.</summary>
    public int Count(string text) => texts.GetValueOrDefault(text);
}
