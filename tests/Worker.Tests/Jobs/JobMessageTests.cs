using Worker.Tests.Output;
using Worker.Output.Schemas;
using System.Text.Json;
using System.Text;
using Worker.Jobs;

namespace Worker.Tests.Jobs;

public sealed class JobMessageTests
{
    private static readonly JobMessage Job = JobMessage.For(new("inbox", "2024/渝北.pdf", null, 35754), null, "9f3c");

    [Fact]
    public void A_message_survives_its_writing()
    {
        var tried = Job with { Attempts = [new("host-1", DateTimeOffset.UnixEpoch, "crash"), new("host-2", DateTimeOffset.UnixEpoch, null)] };
        var read = JobMessage.Read(tried.Write());
        Assert.Equal(tried.Attempts.AsEnumerable(), read.Attempts);
        Assert.Equal(tried with { Attempts = [] }, read with { Attempts = [] });
    }

    [Fact]
    public void The_names_are_those_of_the_contract()
    {
        Assert.Equal(
            $$"""{"id":"{{Job.Id}}","source":{"root":"inbox","name":"2024/渝北.pdf","etag":null,"size":35754},"sha256":null,"lane":"fast","attempts":[],"trace":null,"v":1}""",
            Encoding.UTF8.GetString(Job.Write()));
    }

    [Fact]
    public void Base64_of_a_message_is_the_message()
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(Job.Write()));
        Assert.Equal(Job.Id, JobMessage.Read(text).Id);
    }

    [Fact]
    public void The_same_file_and_engine_give_the_same_id_and_another_version_another()
    {
        Assert.Equal(Job.Id, JobMessage.For(new("inbox", "2024/渝北.pdf", null, 35754), null, "9f3c").Id);
        Assert.NotEqual(Job.Id, JobMessage.For(new("inbox", "2024/渝北.pdf", null, 35754), null, "0000").Id);
        Assert.NotEqual(Job.Id, JobMessage.For(new("inbox", "2024/渝北.pdf", "\"0x1\"", 35754), null, "9f3c").Id);
    }

    [Theory]
    [InlineData("", "message.malformed")]
    [InlineData("null", "message.malformed")]
    [InlineData("not json", "message.malformed")]
    [InlineData("[]", "message.malformed")]
    [InlineData("""{"v":1}""", "message.malformed")]
    [InlineData("""{"v":2,"id":"0195c1c2-8a3f-8bd1-9c6e-2f1f6f2c9a11","source":{"root":"r","name":"n","etag":null,"size":null},"sha256":null,"lane":"fast","attempts":[],"trace":null}""", "message.version")]
    [InlineData("""{"v":1,"id":"../x","source":{"root":"r","name":"n","etag":null,"size":null},"sha256":null,"lane":"fast","attempts":[],"trace":null}""", "message.malformed")]
    [InlineData("""{"v":1,"id":"0195c1c2-8a3f-8bd1-9c6e-2f1f6f2c9a11","source":{"root":"r","etag":null,"size":null},"sha256":null,"lane":"fast","attempts":[],"trace":null}""", "message.malformed")]
    [InlineData("""{"v":1,"id":"0195c1c2-8a3f-8bd1-9c6e-2f1f6f2c9a11","source":{"root":"r","name":"n","etag":null,"size":null},"sha256":null,"lane":"fast","attempts":[],"trace":null,"url":"http://x"}""", "message.malformed")]
    [InlineData("""{"v":1,"id":"0195c1c2-8a3f-8bd1-9c6e-2f1f6f2c9a11","source":{"root":"r","name":"n","etag":null,"size":null},"sha256":"../../x","lane":"fast","attempts":[],"trace":null}""", "message.malformed")]
    [InlineData("""{"v":1,"id":"0195c1c2-8a3f-8bd1-9c6e-2f1f6f2c9a11","source":{"root":"r","name":"n","etag":null,"size":null},"sha256":null,"lane":"express","attempts":[],"trace":null}""", "message.malformed")]
    public void What_is_no_job_is_refused_with_its_reason(string text, string code) =>
        Assert.Equal(code, Assert.Throws<MessageRefusedException>(() => JobMessage.Read(Encoding.UTF8.GetBytes(text))).Code);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal("message.malformed", Assert.Throws<MessageRefusedException>(() => JobMessage.Read([0xFF, 0xFE, 0x00, 0x80])).Code);

    [Fact]
    public void A_message_over_two_kibibytes_is_refused_by_its_producer()
    {
        var job = JobMessage.For(new("inbox", new('名', 700), null, null), null, "9f3c");
        Assert.Equal("message.size", Assert.Throws<MessageRefusedException>(() => job.Write()).Code);
    }

    [Fact]
    public void Ten_attempts_and_the_longest_name_fit()
    {
        var attempts = Enumerable.Repeat(new Attempt("machine-name-1234567", DateTimeOffset.UnixEpoch, "crash"), 9);
        var job = JobMessage.For(new("inbox", new('x', 1024), null, 1L << 40), new('0', 64), "9f3c") with { Attempts = [.. attempts] };
        Assert.Equal(9, JobMessage.Read(job.Write()).Attempts.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("released")]
    [InlineData("crash")]
    [InlineData("timeout")]
    [InlineData("memory")]
    [InlineData("limit.output")]
    [InlineData("lost")]
    public void What_is_sent_is_valid_under_its_schema(string? end)
    {
        var job = JobMessage.For(new("inbox", "2024/渝北.pdf", null, 35754), new('a', 64), "9f3c00aa", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01") with
        {
            Lane = Lane.Quarantine, Attempts = [new("host-1", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), end)],
        };
        using var schema = JsonDocument.Parse(SchemaFiles.Find("message")!);
        using var message = JsonDocument.Parse(job.Write());
        Assert.Empty(new SchemaCheck(schema.RootElement).Errors(message.RootElement));
    }
}
