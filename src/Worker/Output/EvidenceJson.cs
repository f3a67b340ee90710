using System.Text.Json;

namespace Worker.Output;

/// <summary>Where a thing stands, as JSON: a line and a span of it, or a page and a box on it.</summary>
internal static class EvidenceJson
{
    /// <summary>A table's own place: <c>{"lines":[first,last]}</c> or <c>{"pages":[{"page","box"}]}</c>; of a sheet its first and last row.</summary>
    internal static void WriteRegion(Utf8JsonWriter json, ImmutableArray<Evidence> at)
    {
        json.WriteStartObject();
        if (at.Length > 0 && at[0] is { Line: { } first, Page: null })
        {
            json.WriteStartArray("lines");
            json.WriteNumberValue(first);
            json.WriteNumberValue(at[^1].Line ?? first);
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartArray("pages");
            foreach (var place in at) WriteEvidence(json, place);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    internal static void WriteEvidence(Utf8JsonWriter json, Evidence at)
    {
        json.WriteStartObject();
        WriteEvidenceMembers(json, at);
        json.WriteEndObject();
    }

    internal static void WritePlace(Utf8JsonWriter json, Place place)
    {
        json.WriteStartObject();
        WriteEvidenceMembers(json, place.At);
        if (place.Table is { } table) json.WriteString("table", table);
        if (place.Row is { } row) json.WriteNumber("row", row);
        if (place.Column is { } column) json.WriteString("column", column);
        json.WriteEndObject();
    }

    private static void WriteEvidenceMembers(Utf8JsonWriter json, Evidence at)
    {
        if (at.Line is { } line)
        {
            json.WriteNumber("line", line);
            json.WriteStartArray("span");
            json.WriteNumberValue(at.Start);
            json.WriteNumberValue(at.End);
            json.WriteEndArray();
        }
        if (at.Page is { } page) json.WriteNumber("page", page);
        if (at.Box is { } box)
        {
            json.WriteStartArray("box");
            json.WriteNumberValue(Math.Round(box.X0, 2));
            json.WriteNumberValue(Math.Round(box.Y0, 2));
            json.WriteNumberValue(Math.Round(box.X1, 2));
            json.WriteNumberValue(Math.Round(box.Y1, 2));
            json.WriteEndArray();
        }
    }
}
