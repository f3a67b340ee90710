using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Worker.Output;

/// <summary>How every JSON file of ours is written: UTF-8, two spaces, "\n", members in a fixed order, figures as text.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions OneLine =
        new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Records = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static byte[] Write(Action<Utf8JsonWriter> content, bool indented = true)
    {
        using var buffer = new Utf8Buffer();
        using (var json = new Utf8JsonWriter(buffer, indented ? Indented : OneLine)) content(json);
        buffer.Write("\n"u8);
        return buffer.ToArray();
    }

    /// <summary>A record as JSON, its members in the order they are declared.</summary>
    public static byte[] Write<T>(T value, bool indented = true) where T : class =>
        Write(json => JsonSerializer.Serialize(json, value, Records), indented);

    /// <exception cref="JsonException">The text is not such a record, or null.</exception>
    public static T Read<T>(ReadOnlySpan<byte> content) where T : class =>
        JsonSerializer.Deserialize<T>(content, Records) ?? throw new JsonException($"null is no {typeof(T).Name}");

    /// <summary>Yuan as text: two places, more only where the source prints more.</summary>
    public static string Yuan(decimal value)
    {
        var trimmed = value / 1.0000000000000000000000000000m;
        return trimmed.Scale < 2 ? trimmed.ToString("0.00", CultureInfo.InvariantCulture) : trimmed.ToString(CultureInfo.InvariantCulture);
    }

    public static string Name<T>(T value) where T : struct, Enum =>
        Names<T>.All.TryGetValue(value, out var name) ? name : Snake(value);

    private static string Snake<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The names of one enumeration, made once: a document says thousands.</summary>
    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> All = Enum.GetValues<T>().Distinct().ToFrozenDictionary(value => value, Snake);
    }

    /// <summary>A probability to six places: what calibration can tell apart, and the same text on every machine.</summary>
    public static double Rounded(double probability) => Math.Round(probability, 6);

    public static void WriteText(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }

    public static void WriteNumber(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    public static void WriteYuan(this Utf8JsonWriter json, string name, decimal? value) =>
        json.WriteText(name, value is { } yuan ? Yuan(yuan) : null);

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
