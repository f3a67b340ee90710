using System.Text;
using System.Text.Json;
using Extractor.Reading;
using Normalizer;
using Normalizer.Canonical;
using Worker.Output;
using Worker.Output.Index;
using Worker.Output.Schemas;
using Worker.Tests.Harness;

namespace Worker.Tests.Output;

public sealed class SchemaTests
{
    private static readonly SourceDocument Source = new("002.txt", Encoding.UTF8.GetBytes("一\n二\n"));

    [Fact]
    public void A_disclosure_with_every_status_is_valid() => AssertValid(Samples.Disclosure(), Source);

    [Fact]
    public void A_disclosure_that_knows_nothing_is_valid()
    {
        var nobody = new Publisher(null, null, null, null, null, null, 0);
        AssertValid(Samples.Disclosure() with
        {
            Identity = new("", DocumentKind.Unknown, null, nobody, []), Tables = [], Facts = [], Checks = [], Repairs = [], Findings = [],
            Decision = new(Outcome.Reject, []),
        }, Source);
    }

    [Fact]
    public void A_failure_is_valid()
    {
        var record = new FailureRecord("x.pdf", null, null, "source.missing", "source", "The file is gone.");
        foreach (var file in new DocumentOutput(Samples.Engine, Samples.Kinds).Of(record, OutputFolder.Of(Samples.Sha, "9f3c00aa"))) AssertValid(file);
        AssertValid("index", IndexFiles.Line(IndexEntry.Of(record, Samples.Engine, OutputFolder.Of(Samples.Sha, "9f3c00aa"))));
    }

    /// <summary>The five disclosures of seeds/ through the whole pipeline: what is really written, not what a sample shows.</summary>
    [Theory]
    [InlineData("000")]
    [InlineData("001")]
    [InlineData("002")]
    [InlineData("003")]
    [InlineData("004")]
    public void What_the_seeds_become_is_valid(string seed)
    {
        var file = Assert.Single(Directory.GetFiles(Path.Combine(Repository.Root, "seeds"), $"{seed}_*"));
        var reference = ReferenceFiles.Load();
        var pipeline = new DocumentPipeline(new DocumentReader(), new TableNormalizer(LayoutFiles.Load(), reference), new Verifier(reference));
        var source = new SourceDocument(Path.GetFileName(file), File.ReadAllBytes(file));
        AssertValid(pipeline.Run(source, default), source);
    }

    [Fact]
    public void A_wrong_value_is_noticed()
    {
        var wrong = Samples.Disclosure() with { Identity = Samples.Disclosure().Identity with { Publisher = Samples.Disclosure().Identity.Publisher with { Scope = "both" } } };
        using var json = JsonDocument.Parse(DisclosureJson.Write(wrong, Samples.Engine));
        Assert.Contains(Check("disclosure").Errors(json.RootElement), error => error.StartsWith("$.publisher.scope", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_schema_describes_each_of_its_members()
    {
        foreach (var name in SchemaFiles.Names)
        {
            using var json = JsonDocument.Parse(SchemaFiles.Find(name)!);
            Assert.All(Members(json.RootElement), member =>
                Assert.True(member.Value.TryGetProperty("description", out _) || member.Value.TryGetProperty("$ref", out _), $"{name}: {member.Name}"));
        }
    }

    private static void AssertValid(Disclosure disclosure, SourceDocument source)
    {
        foreach (var file in new DocumentOutput(Samples.Engine, Samples.Kinds).Of(disclosure, source))
            if (file.MediaType == "application/json") AssertValid(file);
        AssertValid("index", IndexFiles.Line(IndexEntry.Of(disclosure, Samples.Engine)));
    }

    private static void AssertValid(OutputFile file) => AssertValid(Path.GetFileNameWithoutExtension(file.Name), file.Content);

    private static void AssertValid(string schema, byte[] content)
    {
        using var json = JsonDocument.Parse(content);
        Assert.Empty(Check(schema).Errors(json.RootElement).Take(5));
    }

    private static SchemaCheck Check(string name) => new(JsonDocument.Parse(SchemaFiles.Find(name)!).RootElement);

    private static IEnumerable<JsonProperty> Members(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(member =>
            (member.Name == "properties" ? member.Value.EnumerateObject() : Enumerable.Empty<JsonProperty>()).Concat(Members(member.Value))),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Members),
        _ => [],
    };
}
