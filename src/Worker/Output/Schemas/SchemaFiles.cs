using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Worker.Output.Schemas;

/// <summary>The JSON Schemas (2020-12) of everything we write and of the queue message, each complete in itself.</summary>
public static class SchemaFiles
{
    private const string Definitions = "$defs";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ImmutableArray<string> Names { get; } = ["disclosure", "report", "failure", "manifest", "index", "message"];

    /// <returns>The schema with those shared definitions it uses; null if there is none of that name.</returns>
    public static string? Find(string name)
    {
        if (!Names.Contains(name)) return null;
        var schema = Load($"{name}.schema.json");
        var shared = Load("common.json")[Definitions]!.AsObject();
        var used = new SortedSet<string>(StringComparer.Ordinal);
        Collect(schema, shared, used);
        if (used.Count > 0)
            schema[Definitions] = new JsonObject(used.Select(key => KeyValuePair.Create(key, (JsonNode?)shared[key]!.DeepClone())));
        return schema.ToJsonString(Indented) + "\n";
    }

    private static void Collect(JsonNode? node, JsonObject shared, SortedSet<string> used)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    if (name == "$ref" && value!.GetValue<string>()[$"#/{Definitions}/".Length..] is var key && used.Add(key)) Collect(shared[key], shared, used);
                    else Collect(value, shared, used);
                break;
            case JsonArray items:
                foreach (var item in items) Collect(item, shared, used);
                break;
        }
    }

    private static JsonObject Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
