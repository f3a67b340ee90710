using System.Text.Json;
using System.Text.RegularExpressions;

namespace Worker.Tests.Output;

/// <summary>Validates JSON against a JSON Schema, as far as our schemas go: an unknown keyword fails, so that none is skipped.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$defs", "title", "description"];

    /// <returns>What is wrong, with its place; empty if the value is valid.</returns>
    public IEnumerable<string> Errors(JsonElement value) => Errors(root, value, "$");

    private IEnumerable<string> Errors(JsonElement schema, JsonElement value, string at) =>
        schema.EnumerateObject().Where(keyword => !Annotations.Contains(keyword.Name))
            .SelectMany(keyword => Errors(schema, keyword.Name, keyword.Value, value, at));

    private IEnumerable<string> Errors(JsonElement schema, string keyword, JsonElement rule, JsonElement value, string at)
    {
        var isObject = value.ValueKind == JsonValueKind.Object;
        var isArray = value.ValueKind == JsonValueKind.Array;
        return keyword switch
        {
            "$ref" => Errors(root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), value, at),
            "anyOf" => rule.EnumerateArray().Any(choice => !Errors(choice, value, at).Any()) ? [] : [$"{at}: none of anyOf"],
            "const" => Same(rule, value) ? [] : [$"{at}: is not {rule}"],
            "enum" => rule.EnumerateArray().Any(choice => Same(choice, value)) ? [] : [$"{at}: {value} is not one of {rule}"],
            "type" => Types(rule).Any(type => Is(type, value)) ? [] : [$"{at}: {value.ValueKind} is not {rule}"],
            "required" => !isObject ? [] : rule.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}: lacks {name}"),
            "properties" => !isObject ? [] : value.EnumerateObject().Where(member => rule.TryGetProperty(member.Name, out _))
                .SelectMany(member => Errors(rule.GetProperty(member.Name), member.Value, $"{at}.{member.Name}")),
            "additionalProperties" => !isObject ? [] : value.EnumerateObject()
                .Where(member => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(member.Name, out _))
                .SelectMany(member => rule.ValueKind == JsonValueKind.False ? [$"{at}: has {member.Name}"] : Errors(rule, member.Value, $"{at}.{member.Name}")),
            "items" => !isArray ? [] : value.EnumerateArray().SelectMany((item, index) => Errors(rule, item, $"{at}[{index}]")),
            "minItems" => !isArray || value.GetArrayLength() >= rule.GetInt32() ? [] : [$"{at}: too short"],
            "maxItems" => !isArray || value.GetArrayLength() <= rule.GetInt32() ? [] : [$"{at}: too long"],
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble() ? [] : [$"{at}: {value} is too small"],
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble() ? [] : [$"{at}: {value} is too large"],
            "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!) ? [] : [$"{at}: {value} does not match {rule}"],
            _ => throw new NotSupportedException($"The validator of the tests does not know the keyword {keyword}."),
        };
    }

    private static IEnumerable<string> Types(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(type => type.GetString()!) : [rule.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => string.Equals(type, value.ValueKind.ToString(), StringComparison.OrdinalIgnoreCase),
    };

    private static bool Same(JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other);
}
