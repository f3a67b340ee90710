namespace Extractor.Reading.Text;

/// <summary>What a line of the text is, seen alone.</summary>
public enum LineKind
{
    Blank,

    /// <summary>Cells of a table.</summary>
    Row,

    /// <summary>A Markdown rule between the rows of a table: "--⇥--".</summary>
    Separator,

    /// <summary>"- 3 -", "第 3 页 共 20 页": furniture of the page.</summary>
    PageNumber,

    /// <summary>Part of an HTML table, or prose on one of its lines.</summary>
    HtmlTable,

    Prose,
}

/// <param name="Number">1-based.</param>
/// <param name="Text">Without its line end.</param>
public readonly record struct SourceLine(int Number, string Text, LineKind Kind);
