using static Extractor.Cleanup.CharacterClass;

namespace Extractor.Cleanup;

/// <summary>One change that clean-up made to a cell.</summary>
/// <param name="Class">split_number, split_code, split_name, digit, punctuation or markup: the contract's classes.</param>
public readonly record struct CellChange(string Class, string Rule, string From, string To, string Reason)
{
    /// <summary>Right in all but a few of a thousand cases: the rules leave what could be read two ways alone.</summary>
    private const double Certainty = 0.99;

    public Repair ToRepair(Evidence at) => new(Class, new(at), From, To, Rule, [Reason], Certainty, true);
}

/// <summary>What a person reads in a cell, and each change on the way there that a reader of the result should know.</summary>
public readonly record struct CleanedCell(string Text, ImmutableArray<CellChange> Changes);

/// <summary>Cleans the text of one cell: markup, then characters of numbers, then spaces.</summary>
/// <remarks>What needs proof is not decided here: look-alike letters, misplaced separators, lost points and wrong digits stay as they are.</remarks>
public static class CellCleaner
{
    /// <param name="printed">The cell's characters, without white space around them.</param>
    /// <param name="column">The column the cell stands in.</param>
    public static CleanedCell Clean(string printed, ColumnProfile column)
    {
        if (IsPlain(printed)) return new(printed, []);
        var changes = ImmutableArray.CreateBuilder<CellChange>(2);
        var text = StripMarkup(printed, changes);
        var narrow = NarrowNumber(text, changes);
        if (narrow is not null) text = narrow;
        text = JoinSpaces(text, column, changes);
        return new(text, changes.ToImmutable());
    }

    /// <summary>Most cells hold nothing to clean: digits, separators and ideographs without a space.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (!IsIdeograph(c) && !IsDigit(c) && c is not ('.' or ',' or '、' or '（' or '）' or '-' or '%')) return false;
        return true;
    }

    private static string StripMarkup(string printed, ImmutableArray<CellChange>.Builder changes)
    {
        var cleaned = MarkupCleaner.Clean(printed);
        var text = cleaned.Text.Trim();
        if (text == printed) return printed;
        var isStop = !MarkupScanner.MayHoldMarkup(printed);
        changes.Add(isStop
            ? new("punctuation", "doubled-stop", printed, text, "A stop is printed twice.")
            : new("markup", "markup-in-cell", printed, text, "Marks of a text format are left in the cell."));
        return text;
    }

    /// <summary>Full-width digits and signs of a cell that is a number, made narrow; null for any other cell.</summary>
    private static string? NarrowNumber(string text, ImmutableArray<CellChange>.Builder changes)
    {
        var narrow = string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = Narrow(source[i]);
        });
        if (narrow == text || narrow.AsSpan().IndexOfAnyInRange('0', '9') < 0) return null;
        foreach (var c in narrow)
            if (!IsDigit(c) && !IsBlank(c) && c is not (',' or '.' or '-' or '%' or '+')) return null;
        var hasDigit = text.AsSpan().IndexOfAnyInRange('０', '９') >= 0;
        changes.Add(hasDigit
            ? new("digit", "full-width", text, narrow, "Full-width digits stand for the ordinary ones.")
            : new("punctuation", "full-width", text, narrow, "Full-width signs in a number stand for the ordinary ones."));
        return narrow;
    }

    private static string JoinSpaces(string text, ColumnProfile column, ImmutableArray<CellChange>.Builder changes)
    {
        if (CodeJoiner.Join(text, column) is { } code)
        {
            changes.Add(new("split_code", "split-code", text, code, "A space inside a code; the joined code is as long as the others of its column."));
            return code;
        }
        if (NumberJoiner.Join(text, column.Decimals) is { } number)
        {
            changes.Add(new("split_number", "split-number", text, number, "A space inside a number; joined it is a well-formed amount."));
            return number;
        }
        if (QuantityJoiner.Join(text) is var (closed, repairClass))
        {
            changes.Add(new(repairClass, "split-in-text", text, closed, "A space inside a number; two numbers there would make no sense."));
            text = closed;
        }
        var name = NameJoiner.Join(text, out var isDamage);
        if (isDamage) changes.Add(new("split_name", "split-name", text, name, "A space inside a word, from a line break in the cell."));
        return name;
    }
}
