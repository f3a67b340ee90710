using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Normalizer.Layouts;

/// <summary>A JSON file with the line of every value, so that a mistake can be told by line.</summary>
internal sealed class JsonSource : IDisposable
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly JsonDocument document;

    private JsonSource(string name, JsonDocument document) => (Name, this.document) = (name, document);

    public string Name { get; }

    public JsonElement Root => document.RootElement;

    /// <param name="path">Steps joined by '/', such as "columns/3/is".</param>
    /// <returns>1-based; the nearest known parent's line if there is no such value.</returns>
    public int LineOf(string path)
    {
        for (; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('/'), 0)])
            if (lines.TryGetValue(path, out var line)) return line;
        return 1;
    }

    public LayoutError Error(string path, string reason) => new(Name, LineOf(path), path.Length == 0 ? reason : $"{path}: {reason}");

    /// <exception cref="LayoutFormatException">The text is not JSON.</exception>
    public static JsonSource Parse(string name, string json)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 };
        try
        {
            var source = new JsonSource(name, JsonDocument.Parse(json, options));
            source.IndexLines(Encoding.UTF8.GetBytes(json));
            return source;
        }
        catch (JsonException error)
        {
            throw new LayoutFormatException([new(name, (int)(error.LineNumber ?? 0) + 1, $"not JSON: {error.Message}")]);
        }
    }

    public void Dispose() => document.Dispose();

    private void IndexLines(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var place = new LinePlace(1, 0);
        reader.Read();
        IndexValue(ref reader, "", bytes, ref place);
    }

    private void IndexValue(ref Utf8JsonReader reader, string path, byte[] bytes, ref LinePlace place)
    {
        place = place.MovedTo((int)reader.TokenStartIndex, bytes);
        lines.TryAdd(path, place.Line);
        var prefix = path.Length == 0 ? "" : path + "/";
        if (reader.TokenType == JsonTokenType.StartObject)
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                IndexValue(ref reader, prefix + name, bytes, ref place);
            }
        else if (reader.TokenType == JsonTokenType.StartArray)
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                IndexValue(ref reader, prefix + index.ToString(CultureInfo.InvariantCulture), bytes, ref place);
    }

    /// <summary>How far the lines have been counted.</summary>
    private readonly record struct LinePlace(int Line, int Offset)
    {
        public LinePlace MovedTo(int offset, byte[] bytes) => new(Line + bytes.AsSpan(Offset, offset - Offset).Count((byte)'\n'), offset);
    }
}
