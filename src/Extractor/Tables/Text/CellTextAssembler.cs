using System.Text;

namespace Extractor.Tables.Text;

/// <summary>Reads the text of one cell: lines in order, wrapped words and amounts put together.</summary>
public sealed class CellTextAssembler
{
    private readonly TextLineBuilder lines = new();

    /// <param name="runs">The cell's runs, any order, turned text included.</param>
    /// <param name="right">The cell's right edge: a line that reaches it was broken by the cell, not by its author.</param>
    /// <returns>"" for no run.</returns>
    public string Assemble(IReadOnlyCollection<TextRun> runs, double right)
    {
        if (runs.Count == 0) return "";
        if (runs.Count == 1) return runs.First().Text;
        var texts = new List<string>();
        foreach (var turned in runs.GroupBy(run => run.Turn).OrderByDescending(group => group.Sum(run => run.Glyphs.Length)).ThenBy(group => group.Key))
        {
            var built = lines.Build(turned);
            texts.Add(Join(built, turned.Key == 0 ? right : double.NaN));
        }
        return string.Join(' ', texts);
    }

    private static string Join(List<TextLine> lines, double right)
    {
        if (lines.Count == 1) return lines[0].Text;
        var parts = lines.ConvertAll(line => line.Text);
        if (JoinNumber(parts) is { } number) return number;
        var text = new StringBuilder(parts[0]);
        for (var i = 1; i < parts.Count; i++)
        {
            if (IsWordBreak(lines[i - 1], parts[i - 1], parts[i], right)) text.Append(' ');
            text.Append(parts[i]);
        }
        return text.ToString();
    }

    /// <summary>An amount wrapped inside its cell: 1 / 01, / 833 / .84 is 101,833.84.</summary>
    /// <returns>Null when the lines are no pieces of one number.</returns>
    private static string? JoinNumber(List<string> parts)
    {
        var whole = string.Concat(parts.Select(part => part.Replace(" ", "", StringComparison.Ordinal)));
        if (!Characters.IsNumberText(whole) || !Characters.IsWellFormedNumber(whole)) return null;
        // Several whole numbers below each other are no wrapped one: codes or years of equal length, finished decimals.
        var isList = parts.All(part => part.Length >= 4 && part.Length == parts[0].Length && part.All(Characters.IsDigit));
        return isList ? null : whole;
    }

    private static bool IsWordBreak(TextLine line, string before, string after, double right)
    {
        if (before.Length == 0 || after.Length == 0) return false;
        if (Characters.IsCjk(line.Runs[^1].Glyphs[^1].Text) || Characters.IsCjk(after)) return false;
        char last = before[^1], first = after[0];
        if (last is '-' && before.Length > 1 && char.IsLetter(before[^2]) && char.IsLower(first)) return false;
        // Digits cut at the cell's edge go on; digits that end before it stand alone.
        return !(Characters.IsNumberPart(last) && Characters.IsNumberPart(first) && right - line.Box.X1 < line.Box.Height);
    }
}
