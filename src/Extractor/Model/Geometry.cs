namespace Extractor.Model;

/// <summary>An axis-parallel rectangle in page points (1/72 inch), origin top left, y downwards; X0 &lt;= X1, Y0 &lt;= Y1.</summary>
public readonly record struct Box(double X0, double Y0, double X1, double Y1)
{
    public double Width => X1 - X0;
    public double Height => Y1 - Y0;
    public double CenterX => (X0 + X1) / 2;
    public double CenterY => (Y0 + Y1) / 2;

    public bool Contains(double x, double y) => x >= X0 && x <= X1 && y >= Y0 && y <= Y1;

    public Box Union(Box other) =>
        new(Math.Min(X0, other.X0), Math.Min(Y0, other.Y0), Math.Max(X1, other.X1), Math.Max(Y1, other.Y1));
}

/// <summary>One character as drawn on the page, or as recognised by OCR.</summary>
/// <param name="Box">Advance width by line height: glyphs of one line share top and bottom, neighbours in a word touch.</param>
/// <param name="Confidence">0 to 1; exactly 1 for a text layer, the engine's own figure for OCR.</param>
/// <param name="Turn">Quarter turns clockwise by which the text is turned on the upright page: 0 reads left to right, 1 downwards, 3 upwards.</param>
public readonly record struct PageGlyph(string Text, Box Box, double Confidence, int Turn = 0);

/// <summary>A horizontal or vertical line drawn on the page, in page points; its thickness is the box's short side.</summary>
public readonly record struct Ruling(Box Box, bool IsHorizontal);

/// <summary>One page as read: what was drawn on it, upright, in page points, origin top left.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Glyphs">Visible characters without white space, in the order drawn.</param>
/// <param name="IsImageOnly">The page shows a picture and no usable text: it needs OCR.</param>
public sealed record Page(
    int Number, double Width, double Height,
    ImmutableArray<PageGlyph> Glyphs, ImmutableArray<Ruling> Rulings, bool IsImageOnly)
{
    /// <summary>Filled rectangles too large to be rulings: shaded cells, stripes, backgrounds.</summary>
    public ImmutableArray<Box> Fills { get; init; } = [];

    /// <summary>Boxes of slanted and curved strokes: what charts and drawings are made of.</summary>
    public ImmutableArray<Box> Strokes { get; init; } = [];

    /// <summary>How many glyphs cannot be read because their fonts do not say which characters they are: single ones stand as U+FFFD, all of them are left out on a page that needs OCR for it.</summary>
    public int UnreadableGlyphs { get; init; }
}
