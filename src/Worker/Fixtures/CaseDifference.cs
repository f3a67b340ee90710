using System.Text.Json.Nodes;

namespace Worker.Fixtures;

/// <summary>One place where an outcome is not as expected.</summary>
/// <param name="Path">"rows/3/expenditure.total".</param>
/// <param name="Expected">As JSON; null where nothing was expected.</param>
/// <param name="Found">As JSON; null where nothing was found.</param>
public sealed record CaseDifference(string Path, string? Expected, string? Found)
{
    public override string ToString() => $"{Path}: expected {Expected ?? "nothing"}, found {Found ?? "nothing"}";

    /// <summary>All differences, cell by cell, in the order of the expectation.</summary>
    public static ImmutableArray<CaseDifference> Between(JsonNode? expected, JsonNode? found)
    {
        var differences = ImmutableArray.CreateBuilder<CaseDifference>();
        Compare("", expected, found, differences);
        return differences.ToImmutable();
    }

    private static void Compare(string path, JsonNode? expected, JsonNode? found, ImmutableArray<CaseDifference>.Builder differences)
    {
        string At(string step) => path.Length == 0 ? step : $"{path}/{step}";
        switch (expected, found)
        {
            case (JsonObject left, JsonObject right):
                foreach (var name in left.Select(member => member.Key).Union(right.Select(member => member.Key)))
                    Compare(At(name), left[name], right[name], differences);
                break;
            case (JsonArray left, JsonArray right):
                for (var index = 0; index < Math.Max(left.Count, right.Count); index++)
                    Compare(At($"{index}"), index < left.Count ? left[index] : null, index < right.Count ? right[index] : null, differences);
                break;
            default:
                if (!JsonNode.DeepEquals(expected, found)) differences.Add(new(path, expected?.ToJsonString(Readable), found?.ToJsonString(Readable)));
                break;
        }
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
