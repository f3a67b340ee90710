namespace Extractor.Reading.Pdf;

/// <summary>Maps a page's own coordinates (y upwards, any origin) to the upright page: origin top left, y downwards.</summary>
/// <param name="X0">Left edge of the visible page box in page units.</param>
/// <param name="Y0">Its lower edge.</param>
/// <param name="Turns">Quarter turns clockwise that set the page upright: its /Rotate entry and, where the text itself lies
/// on its side, what the entry leaves undone.</param>
internal readonly record struct PageOrientation(double X0, double Y0, double X1, double Y1, int Turns)
{
    public double Width => Turns % 2 == 0 ? X1 - X0 : Y1 - Y0;
    public double Height => Turns % 2 == 0 ? Y1 - Y0 : X1 - X0;

    public PageOrientation Turned(int more) => this with { Turns = (Turns + more) % 4 };

    public (double X, double Y) Map(double x, double y) => Turns switch
    {
        0 => (x - X0, Y1 - y),
        1 => (y - Y0, x - X0),
        2 => (X1 - x, y - Y0),
        _ => (Y1 - y, X1 - x),
    };

    public Box Map(double left, double bottom, double right, double top)
    {
        var (ax, ay) = Map(left, bottom);
        var (bx, by) = Map(right, top);
        return new(Math.Min(ax, bx), Math.Min(ay, by), Math.Max(ax, bx), Math.Max(ay, by));
    }
}
