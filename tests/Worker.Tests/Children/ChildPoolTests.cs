using System.Diagnostics;
using System.Text;
using Worker.Children;

namespace Worker.Tests.Children;

public sealed class ChildPoolTests : IDisposable
{
    private static readonly ChildLimits Limits = new() { OutputBytes = 64L << 20 };

    private readonly ChildPool _pool = new(ChildCommandLine.Detect(faults: true));

    public void Dispose() => _pool.Dispose();

    private ChildOutcome Run(string text, ChildLimits? limits = null, CancellationToken stop = default)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return _pool.Run("a.txt", new MemoryStream(bytes), bytes.Length, limits ?? Limits, stop);
    }

    private ChildOutcome Fault(string name, ChildLimits? limits = null) => Run($"#!fault {name}\n", limits);

    private const string Text = "重庆市綦江区医疗保障局\n2024年部门预算\n一、部门职责\n负责医疗保障。\n";

    [Fact]
    public void A_document_gives_its_files_the_manifest_last()
    {
        var outcome = Assert.IsType<Extracted>(Run(Text));
        Assert.Equal("disclosure.json", outcome.Files[0].Name);
        Assert.Equal("manifest.json", outcome.Files[^1].Name);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Text))), outcome.Sha256);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes_in_another_child()
    {
        var first = Assert.IsType<Extracted>(Run(Text));
        Fault("exit");
        var second = Assert.IsType<Extracted>(Run(Text));
        Assert.All(first.Files.Zip(second.Files), pair => Assert.Equal(pair.First.Content, pair.Second.Content));
    }

    [Fact]
    public void An_empty_file_is_refused_with_its_code() => Assert.Equal("empty", Assert.IsType<Refused>(Run("")).Code);

    [Fact]
    public void A_defect_tells_its_place_and_nothing_of_the_document()
    {
        var refused = Assert.IsType<Refused>(Fault("defect"));
        Assert.Equal("defect.InvalidOperationException", refused.Code);
        Assert.Contains("FaultyDocument.Obey", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endless_loop_ends_at_its_time()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(Death.Timeout, Assert.IsType<Died>(Fault("loop", Limits with { Wall = TimeSpan.FromSeconds(3) })).Death);
        Assert.InRange(watch.Elapsed.TotalSeconds, 2.5, 30);
    }

    [Fact]
    public void An_endless_loop_ends_at_its_processor_time()
    {
        Assert.Equal(Death.Timeout, Assert.IsType<Died>(Fault("loop", Limits with { Cpu = TimeSpan.FromSeconds(3) })).Death);
    }

    [Fact]
    public void What_waits_without_working_takes_no_processor_time_and_what_was_read_before_does_not_count()
    {
        var limits = Limits with { Cpu = TimeSpan.FromSeconds(20) };
        Assert.IsType<Extracted>(Run(Text, limits));
        Assert.IsType<Extracted>(Run("#!fault sleep\n" + Text, limits with { Cpu = TimeSpan.FromSeconds(1.5) }));
    }

    [Theory]
    [InlineData("managed-memory")]
    [InlineData("native-memory")]
    public void What_eats_memory_ends_alone(string fault)
    {
        var died = Assert.IsType<Died>(Fault(fault, Limits with { MemoryBytes = 300L << 20 }));
        Assert.Equal(Death.Memory, died.Death);
        Assert.IsType<Extracted>(Run(Text));
    }

    [Theory]
    [InlineData("abort", 134)]
    [InlineData("segfault", 139)]
    [InlineData("stack-overflow", 134)]
    [InlineData("exit", 3)]
    public void A_crash_is_told_with_its_exit_code_and_the_next_document_is_read(string fault, int exitCode)
    {
        var died = Assert.IsType<Died>(Fault(fault));
        Assert.Equal(Death.Crash, died.Death);
        Assert.True(died.ExitCode == exitCode, $"exit code {died.ExitCode}");
        Assert.IsType<Extracted>(Run(Text));
    }

    [Fact]
    public void A_flood_of_complaints_is_drained_and_cut()
    {
        var died = Assert.IsType<Died>(Fault("stderr-flood"));
        Assert.Equal(4, died.ExitCode);
        Assert.InRange(died.StderrTail!.Length, 1, 16 * 1024);
    }

    [Fact]
    public async Task What_a_child_started_dies_with_it()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Equal(5, Assert.IsType<Died>(Fault("grandchild")).ExitCode);
        for (var i = 0; i < 40 && Sleepers() > 0; i++) await Task.Delay(50);
        Assert.Equal(0, Sleepers());
    }

    private static int Sleepers() => Directory.GetDirectories("/proc").Count(folder =>
    {
        try
        {
            return File.ReadAllText($"{folder}/cmdline").Contains("sleep\06" + "1.5", StringComparison.Ordinal)
                && !File.ReadAllText($"{folder}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    [Fact]
    public void Too_large_a_result_ends_at_its_limit()
    {
        var died = Assert.IsType<Died>(Run(Text, Limits with { OutputBytes = 1000 }));
        Assert.Equal(Death.Output, died.Death);
    }

    [Fact]
    public void Told_to_stop_it_stops_at_once()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var watch = Stopwatch.StartNew();
        Assert.Equal(Death.Stopped, Assert.IsType<Died>(Run("#!fault loop\n", stop: stop.Token)).Death);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, 20);
    }

    [Fact]
    public void A_child_has_no_network_where_the_system_can_take_it_away()
    {
        if (!ChildCommandLine.Detect().HasNoNetwork) return;
        Assert.Equal("network.closed", Assert.IsType<Refused>(Fault("network")).Code);
    }

    [Fact]
    public void A_child_sees_no_setting_and_no_credential()
    {
        Environment.SetEnvironmentVariable("AZURE_CLIENT_SECRET", "x");
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://x");
        var names = Assert.IsType<Refused>(Fault("environment")).Message.Split(' ');
        Assert.DoesNotContain(names, name => name.Contains("AZURE", StringComparison.Ordinal) || name.Contains("PROXY", StringComparison.Ordinal));
        Assert.Contains("PATH", names);
    }

    [Fact]
    public void A_file_cut_short_while_it_is_read_shows_in_the_hash()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        var outcome = _pool.Run("a.txt", new MemoryStream(bytes[..20]), bytes.Length, Limits, default);
        var hash = outcome switch { Extracted extracted => extracted.Sha256, Refused refused => refused.Sha256, _ => "died" };
        Assert.NotEqual(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), hash);
        Assert.NotEqual("died", hash);
    }

    [Fact]
    public void Children_end_when_their_pool_does()
    {
        Run(Text);
        _pool.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Run(Text));
    }
}
