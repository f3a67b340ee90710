using static Extractor.Reading.Pdf.PdfiumNative;

namespace Extractor.Reading.Pdf;

/// <summary>Reads the rulings of a page: stroked lines and frames, thin filled rectangles, thin pictures, also inside form XObjects.</summary>
internal sealed class RulingCollector(PageOrientation orientation)
{
    /// <summary>A filled shape up to this thick, in points, is a line; the thickest border in our corpora is 3.</summary>
    private const double LineThickness = 4;

    /// <summary>A line shorter than this, in points, is a dot, a dash of a letter or a bullet.</summary>
    private const double ShortestDash = 0.5;

    /// <summary>Largest deviation across a line, in points, that still counts as parallel to an axis.</summary>
    private const double Slant = 0.75;

    /// <summary>Slanted strokes shorter than this, in points, are corners and letters drawn as outlines.</summary>
    private const double ShortestSlanted = 2.5;

    /// <summary>No more strokes than this are kept: enough to know a drawing.</summary>
    private const int StrokeLimit = 20_000;

    /// <summary>Forms inside forms beyond this depth are not read; producers nest two or three.</summary>
    private const int DeepestForm = 12;

    /// <summary>Path segments read on one page; drawings beyond it (maps, charts) hold no more tables.</summary>
    private const int SegmentLimit = 400_000;

    private readonly ImmutableArray<Ruling>.Builder rulings = ImmutableArray.CreateBuilder<Ruling>();
    private readonly ImmutableArray<Box>.Builder fills = ImmutableArray.CreateBuilder<Box>();
    private readonly ImmutableArray<Box>.Builder strokes = ImmutableArray.CreateBuilder<Box>();
    private readonly List<(double X, double Y)> subpath = [];
    private int segmentsLeft = SegmentLimit;

    /// <summary>The area of the page that pictures cover, in square points, overlaps counted again.</summary>
    public double ImageArea { get; private set; }

    public ImmutableArray<Ruling> Rulings => rulings.ToImmutable();

    /// <summary>Filled rectangles too large to be lines: shaded cells, stripes, backgrounds.</summary>
    public ImmutableArray<Box> Fills => fills.ToImmutable();

    /// <summary>Slanted and curved strokes of some length: what charts and drawings are made of.</summary>
    public ImmutableArray<Box> Strokes => strokes.ToImmutable();

    public RulingCollector Collect(PdfPageHandle page)
    {
        var count = FPDFPage_CountObjects(page.Pointer);
        for (var i = 0; i < count && segmentsLeft > 0; i++) Add(FPDFPage_GetObject(page.Pointer, i), Matrix.Identity, 0);
        return this;
    }

    private void Add(nint item, Matrix outer, int depth)
    {
        if (item == 0) return;
        switch (FPDFPageObj_GetType(item))
        {
            case ObjectPath:
                AddPath(item, MatrixOf(item).Within(outer));
                break;
            case ObjectImage:
                AddImage(MatrixOf(item).Within(outer));
                break;
            case ObjectForm when depth < DeepestForm:
                var inner = MatrixOf(item).Within(outer);
                var count = FPDFFormObj_CountObjects(item);
                for (var i = 0; i < count && segmentsLeft > 0; i++) Add(FPDFFormObj_GetObject(item, (uint)i), inner, depth + 1);
                break;
        }
    }

    private static Matrix MatrixOf(nint item) => FPDFPageObj_GetMatrix(item, out var matrix) != 0 ? matrix : Matrix.Identity;

    /// <summary>An image is drawn as the unit square under its matrix.</summary>
    private void AddImage(Matrix matrix)
    {
        var (ax, ay) = matrix.Apply(0, 0);
        var (bx, by) = matrix.Apply(1, 1);
        var box = orientation.Map(ax, ay, bx, by);
        if (Math.Min(box.Width, box.Height) <= LineThickness / 2) AddLine(box);
        else ImageArea += box.Width * box.Height;
    }

    private void AddPath(nint path, Matrix matrix)
    {
        if (FPDFPath_GetDrawMode(path, out var fill, out var stroke) == 0 || fill == FillNone && stroke == 0) return;
        var isFilled = fill != FillNone && IsVisible(FPDFPageObj_GetFillColor(path, out _, out _, out _, out var fillAlpha), fillAlpha);
        var isStroked = stroke != 0 && IsVisible(FPDFPageObj_GetStrokeColor(path, out _, out _, out _, out var strokeAlpha), strokeAlpha);
        if (!isFilled && !isStroked) return;
        var width = 0.0;
        if (isStroked && FPDFPageObj_GetStrokeWidth(path, out var printed) != 0)
            width = printed * Math.Sqrt(Math.Abs(matrix.A * matrix.D - matrix.B * matrix.C));

        subpath.Clear();
        var count = Math.Min(FPDFPath_CountSegments(path), segmentsLeft);
        segmentsLeft -= Math.Max(count, 0);
        var isCurved = false;
        for (var i = 0; i < count; i++)
        {
            var segment = FPDFPath_GetPathSegment(path, i);
            if (FPDFPathSegment_GetPoint(segment, out var x, out var y) == 0) continue;
            var type = FPDFPathSegment_GetType(segment);
            if (type == SegmentMove)
            {
                EndSubpath(isFilled && !isCurved, isStroked && !isCurved, width);
                isCurved = false;
            }
            if (type == SegmentBezier) isCurved = true;
            var (px, py) = matrix.Apply(x, y);
            if (!double.IsFinite(px + py)) continue;
            var point = orientation.Map(px, py);
            if (type != SegmentMove && subpath.Count > 0) AddSlanted(subpath[^1], point);
            subpath.Add(point);
            if (FPDFPathSegment_GetClose(segment) != 0 && subpath.Count > 0) subpath.Add(subpath[0]);
        }
        EndSubpath(isFilled && !isCurved, isStroked && !isCurved, width);
    }

    private void AddSlanted((double X, double Y) from, (double X, double Y) to)
    {
        var box = new Box(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Max(from.X, to.X), Math.Max(from.Y, to.Y));
        if (Math.Min(box.Width, box.Height) > Slant && Math.Max(box.Width, box.Height) > ShortestSlanted && strokes.Count < StrokeLimit) strokes.Add(box);
    }

    private static bool IsVisible(int isKnown, uint alpha) => isKnown == 0 || alpha > 0;

    private void EndSubpath(bool isFilled, bool isStroked, double width)
    {
        if (isStroked)
            for (var i = 1; i < subpath.Count; i++) AddStroke(subpath[i - 1], subpath[i], width);
        if (isFilled && subpath.Count is >= 4 and <= 6 && AsRectangle() is { } box)
        {
            if (Math.Min(box.Width, box.Height) <= LineThickness) AddLine(box);
            else fills.Add(box);
        }
        subpath.Clear();
    }

    private void AddStroke((double X, double Y) from, (double X, double Y) to, double width)
    {
        double dx = Math.Abs(from.X - to.X), dy = Math.Abs(from.Y - to.Y), half = Math.Min(width, LineThickness) / 2;
        if (Math.Min(dx, dy) > Slant || Math.Max(dx, dy) < ShortestDash) return;
        if (width > LineThickness && Math.Max(dx, dy) > width)
        {
            // A very thick stroke is a filled area, drawn with a broad pen.
            half = width / 2;
            fills.Add(dx >= dy
                ? new(Math.Min(from.X, to.X), from.Y - half, Math.Max(from.X, to.X), from.Y + half)
                : new(from.X - half, Math.Min(from.Y, to.Y), from.X + half, Math.Max(from.Y, to.Y)));
            return;
        }
        if (dx >= dy)
        {
            var y = (from.Y + to.Y) / 2;
            rulings.Add(new(new(Math.Min(from.X, to.X), y - half, Math.Max(from.X, to.X), y + half), true));
        }
        else
        {
            var x = (from.X + to.X) / 2;
            rulings.Add(new(new(x - half, Math.Min(from.Y, to.Y), x + half, Math.Max(from.Y, to.Y)), false));
        }
    }

    /// <returns>Null unless the subpath runs along the axes around one rectangle.</returns>
    private Box? AsRectangle()
    {
        double x0 = subpath[0].X, x1 = x0, y0 = subpath[0].Y, y1 = y0;
        foreach (var (x, y) in subpath)
        {
            x0 = Math.Min(x0, x);
            x1 = Math.Max(x1, x);
            y0 = Math.Min(y0, y);
            y1 = Math.Max(y1, y);
        }
        foreach (var (x, y) in subpath)
        {
            var isOnCorner = (x - x0 <= Slant || x1 - x <= Slant) && (y - y0 <= Slant || y1 - y <= Slant);
            if (!isOnCorner) return null;
        }
        return new(x0, y0, x1, y1);
    }

    private void AddLine(Box box)
    {
        if (Math.Max(box.Width, box.Height) < ShortestDash) return;
        rulings.Add(new(box, box.Width >= box.Height));
    }
}
