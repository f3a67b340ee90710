using System.Text.Json;
using System.Text.Json.Nodes;
using Normalizer.Canonical;
using Normalizer.Layouts;
using Normalizer.Tables;

namespace Worker.Fixtures;

/// <summary>Reads a case's input and says what became of its table, in the form of expected.json.</summary>
public sealed class CaseRunner(LayoutLibrary library)
{
    private readonly TableReader tables = new(library);

    /// <returns>The outcome of the input's only table; <c>{"layout": null}</c> where the case's own layout does not claim it.</returns>
    /// <exception cref="InvalidDataException">There is no input, or it does not hold exactly one table.</exception>
    /// <exception cref="DocumentRejectedException">The input cannot be read.</exception>
    public JsonObject Run(FixtureCase fixture) => Outcome(fixture, Table(fixture));

    public static JsonObject Outcome(FixtureCase fixture, CanonicalTable table) =>
        table.Layout == fixture.Layout ? CaseOutcome.Of(table) : new JsonObject { ["layout"] = null };

    /// <summary>The input's only table.</summary>
    /// <exception cref="InvalidDataException">There is no input, or it does not hold exactly one table.</exception>
    /// <exception cref="DocumentRejectedException">The input cannot be read.</exception>
    public CanonicalTable Table(FixtureCase fixture)
    {
        if (fixture.Input is not { } input) throw new InvalidDataException($"{fixture.Name}: there is no input.* or page.json");
        var found = tables.Read(CaseDocument.Read(input)).Tables;
        return found.Length == 1 ? found[0] : throw new InvalidDataException($"{fixture.Name}: {Path.GetFileName(input)} holds {found.Length} tables, a case has one");
    }

    /// <exception cref="InvalidDataException">There is no expected.json, or it is no JSON object.</exception>
    public static JsonObject Expected(FixtureCase fixture)
    {
        if (!File.Exists(fixture.Expected)) throw new InvalidDataException($"{fixture.Name}: there is no expected.json");
        try
        {
            return JsonNode.Parse(File.ReadAllText(fixture.Expected)) as JsonObject
                ?? throw new InvalidDataException($"{fixture.Name}: expected.json is no object");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{fixture.Name}: expected.json: {error.Message}", error);
        }
    }
}
