namespace Extractor.Tables.Lattice;

/// <summary>A straight line on the page, all its pieces joined: at <paramref name="At"/> across, from <paramref name="From"/> to <paramref name="To"/> along.</summary>
public readonly record struct RulingLine(double At, double From, double To)
{
    public double Length => To - From;
}

/// <summary>Joins the pieces in which producers draw one line.</summary>
public sealed class RulingJoiner
{
    /// <summary>Largest distance between parallel rulings read as one line, in points.</summary>
    /// <remarks>Cell-by-cell frames lie up to 1 apart, double borders up to 1.5; the tightest rows are 6 apart.</remarks>
    public double SnapTolerance { get; init; } = 1.8;

    /// <summary>Largest gap along a line, in points, that its pieces bridge: dots and dashes, corners left open.</summary>
    public double GapTolerance { get; init; } = 3.2;

    /// <summary>Joined lines shorter than this, in points, are no borders: strokes of letters, bullets, ticks.</summary>
    public double ShortestLine { get; init; } = 5;

    /// <returns>The joined lines of one direction, by position, then start.</returns>
    public List<RulingLine> Join(ImmutableArray<Ruling> rulings, bool horizontal)
    {
        var pieces = rulings.Where(ruling => ruling.IsHorizontal == horizontal)
            .Select(ruling => horizontal
                ? new RulingLine(ruling.Box.CenterY, ruling.Box.X0, ruling.Box.X1)
                : new RulingLine(ruling.Box.CenterX, ruling.Box.Y0, ruling.Box.Y1))
            .OrderBy(piece => piece.At).ThenBy(piece => piece.From).ToList();
        var lines = new List<RulingLine>();
        for (var i = 0; i < pieces.Count;)
        {
            var end = i + 1;
            // Measured from the first piece of a bundle, so that a drift of many pieces does not swallow the next row.
            while (end < pieces.Count && pieces[end].At - pieces[i].At <= SnapTolerance) end++;
            AddBundle(pieces[i..end], lines);
            i = end;
        }
        lines.RemoveAll(line => line.Length < ShortestLine);
        return lines;
    }

    private void AddBundle(List<RulingLine> bundle, List<RulingLine> lines)
    {
        var total = bundle.Sum(piece => piece.Length);
        var at = total > 0 ? bundle.Sum(piece => piece.At * piece.Length) / total : bundle[0].At;
        bundle.Sort((a, b) => a.From.CompareTo(b.From));
        double from = bundle[0].From, to = bundle[0].To;
        foreach (var piece in bundle.Skip(1))
        {
            if (piece.From - to <= GapTolerance) to = Math.Max(to, piece.To);
            else
            {
                lines.Add(new(at, from, to));
                (from, to) = (piece.From, piece.To);
            }
        }
        lines.Add(new(at, from, to));
    }
}
