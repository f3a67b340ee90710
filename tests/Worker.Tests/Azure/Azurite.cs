using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Worker.Azure;

namespace Worker.Tests.Azure;

/// <summary>Azurite on loopback for the tests of one collection. <c>./pipeline test</c> installs it where npm is.</summary>
public sealed class Azurite : IAsyncLifetime
{
    /// <summary>Azurite's well-known account; the key is public and opens nothing else.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePorts();
    private Process? _process;

    public static string? Script { get; } = FindScript();

    public int BlobPort => _port;

    public int QueuePort => _port + 1;

    public string ConnectionString => ConnectionTo(BlobPort, QueuePort);

    public AzureClients Clients => new(new() { ConnectionString = ConnectionString }, "Development");

    /// <summary>Clients that speak to it through proxies.</summary>
    public AzureClients Through(int blobPort, int queuePort) => new(new() { ConnectionString = ConnectionTo(blobPort, queuePort) }, "Development");

    public async Task InitializeAsync()
    {
        if (Script is not null) await StartAsync();
    }

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo("node",
        [
            Script!, "--location", _folder.Path, "--blobHost", "127.0.0.1", "--blobPort", $"{_port}", "--queueHost", "127.0.0.1",
            "--queuePort", $"{_port + 1}", "--tableHost", "127.0.0.1", "--tablePort", $"{_port + 2}", "--silent", "--disableTelemetry",
        ]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        for (var i = 0; i < 600 && !(Answers(_port) && Answers(_port + 1)); i++) await Task.Delay(100);
    }

    /// <summary>SIGTERM: it saves what it holds.</summary>
    public async Task StopAsync()
    {
        using var stop = Process.Start("kill", [$"{_process!.Id}"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    public static string ConnectionTo(int blobPort, int queuePort) =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{blobPort}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{queuePort}/devstoreaccount1";

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePorts()
    {
        for (var port = Random.Shared.Next(20_000, 28_000) / 4 * 4; ; port += 4)
            if (Enumerable.Range(port, 3).All(candidate => !Answers(candidate))) return port;
    }

    private static string? FindScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, ".cache")))
                return Directory.GetDirectories(Path.Combine(folder.FullName, ".cache"), "azurite-*")
                    .Select(home => Path.Combine(home, "node_modules/azurite/dist/src/azurite.js")).FirstOrDefault(File.Exists);
        return null;
    }
}

[CollectionDefinition("azurite")]
public sealed class AzuriteCollection : ICollectionFixture<Azurite>;

/// <summary>A test that is skipped, and says so, where Azurite is not installed.</summary>
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute()
    {
        if (Azurite.Script is null) Skip = "Azurite is not installed (./pipeline test installs it where npm is).";
    }
}
