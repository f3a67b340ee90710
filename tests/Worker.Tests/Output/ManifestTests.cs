using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Worker.Output;
using Worker.Output.Index;

namespace Worker.Tests.Output;

public sealed class ManifestTests
{
    private static readonly DocumentOutput Output = new(Samples.Engine, Samples.Kinds);
    private static readonly SourceDocument Source = new("002.txt", Encoding.UTF8.GetBytes("一\n二\n"));

    [Fact]
    public void The_manifest_comes_last_and_names_every_other_file_with_its_hash()
    {
        var files = Output.Of(Samples.Disclosure(), Source);
        var manifest = Manifest.Parse(files[^1].Content);
        Assert.Equal("manifest.json", files[^1].Name);
        Assert.Equal(files[..^1].Select(file => file.Name), manifest.Files.Select(file => file.Name));
        Assert.All(files[..^1].Zip(manifest.Files), pair =>
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(pair.First.Content)), pair.Second.Sha256));
    }

    [Fact]
    public void The_same_disclosure_gives_the_same_bytes()
    {
        var (first, second) = (Output.Of(Samples.Disclosure(), Source), Output.Of(Samples.Disclosure(), Source));
        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First.Content, pair.Second.Content));
    }

    [Fact]
    public void What_the_index_shows_survives_the_manifest()
    {
        var entry = IndexEntry.Of(Samples.Disclosure(), Samples.Engine);
        Assert.Equal(entry, Manifest.Parse(Manifest.Of(entry, Samples.Engine, []).ToFile().Content).Entry);
        Assert.Equal("cn-500110-2022-budget-d4a4e63cfc2b", entry.Id);
        Assert.Equal("cn-500110-f7a899a2-2022-budget", entry.Subject);
        Assert.Equal(new AmountCounts(8, 2, 2, 2, 2, 2, 0), entry.Counts!.Amounts);
        Assert.Equal(new CheckCounts(1, 1, 1), entry.Counts.Checks);
    }

    [Fact]
    public void A_failure_leaves_a_record_with_its_reason_and_a_manifest()
    {
        var files = Output.Of(
            new FailureRecord("../x.pdf", Samples.Sha, 0, "empty", "extract", "The file is empty (0 bytes)."), OutputFolder.Of(Samples.Sha, "9f3c00aa"));
        Assert.Equal(["failure.json", "manifest.json"], files.Select(file => file.Name));
        var entry = Manifest.Parse(files[^1].Content).Entry;
        Assert.Equal(("failed", "empty"), (entry.Outcome, entry.Reason!.Code));
        Assert.DoesNotContain("..", entry.Folder, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_no_manifest_is_refused()
    {
        Assert.Throws<JsonException>(() => Manifest.Parse("{}"u8));
        Assert.Throws<JsonException>(() => Manifest.Parse("null"u8));
    }
}
