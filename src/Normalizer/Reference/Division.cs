namespace Normalizer.Reference;

/// <summary>One administrative division (行政区划) in the years it existed under this code and name.</summary>
/// <param name="Code">GB/T 2260, six digits; the statistical code for development zones.</param>
/// <param name="Name">渝北区.</param>
/// <param name="FullName">With the names above it: 重庆市渝北区, 陕西省渭南市潼关县.</param>
/// <param name="Level">province | city | county | zone.</param>
/// <param name="From">First year; null if not known to be bounded.</param>
/// <param name="To">The year it ended in, which still counts: budgets are printed before the change; null if it exists.</param>
public sealed record Division(string Code, string Name, string FullName, string Level, int? From, int? To)
{
    public bool IsValidIn(int? year) => year is { } y ? (From ?? y) <= y && y <= (To ?? y) : To is null;

    /// <summary>The two digits shared by everything in the province.</summary>
    public string Province => Code[..2];

    public bool IsBelow(Division other) =>
        FullName.Length > other.FullName.Length && FullName.StartsWith(other.FullName, StringComparison.Ordinal);
}
