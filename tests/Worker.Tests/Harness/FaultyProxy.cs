using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Worker.Tests.Harness;

/// <summary>What the network does to one request: Slow delays it; CutAfter lets the server do it and loses the answer; Silent never answers; Busy is a 503.</summary>
internal enum NetworkFault { None, Slow, CutBefore, CutAfter, Silent, Busy }

/// <summary>A small TCP proxy on loopback for HTTP: each request has a connection of its own and the fault that the test chooses.</summary>
internal sealed class FaultyProxy : IDisposable
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(150);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkFault> _next;
    private readonly int _target;
    private int _requests, _faults;

    /// <param name="next">The fault of the next request; called from several threads.</param>
    public FaultyProxy(int target, Func<NetworkFault> next)
    {
        (_target, _next) = (target, next);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Requests => _requests;

    public int Faults => _faults;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            if (await ReadHeadAsync(stream) is not { } head) return;
            Interlocked.Increment(ref _requests);
            var fault = _next();
            if (fault is not NetworkFault.None) Interlocked.Increment(ref _faults);
            switch (fault)
            {
                case NetworkFault.CutBefore:
                    return;
                case NetworkFault.Silent:
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                    return;
                case NetworkFault.Busy:
                    await BusyAsync(stream, head);
                    return;
                case NetworkFault.Slow:
                    await Task.Delay(Latency, _stop.Token);
                    break;
            }
            await ForwardAsync(stream, head, keepAnswer: fault != NetworkFault.CutAfter);
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
        {
            // What a proxy between two that hang up sees every day.
        }
    }

    private async Task ForwardAsync(NetworkStream client, string head, bool keepAnswer)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
        var target = server.GetStream();
        // One request a connection, so that each has its own fault.
        var lines = head.Split("\r\n").Where(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)).ToArray();
        var single = string.Join("\r\n", [lines[0], "Connection: close", .. lines[1..]]);
        await target.WriteAsync(Encoding.Latin1.GetBytes(single), _stop.Token);
        var body = client.CopyToAsync(target, _stop.Token);
        if (keepAnswer) await target.CopyToAsync(client, _stop.Token);
        else await target.ReadExactlyAsync(new byte[1], _stop.Token);
        client.Socket.Close();
        await body.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task BusyAsync(NetworkStream client, string head)
    {
        var length = head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture)).FirstOrDefault();
        // Answered only when all was heard, or the client would see a reset instead.
        await client.ReadExactlyAsync(new byte[length], _stop.Token);
        await client.WriteAsync("HTTP/1.1 503 Server Busy\r\nRetry-After: 1\r\nx-ms-error-code: ServerBusy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
    }

    /// <summary>Up to and with the empty line; null if the client hung up before. Read byte by byte: nothing of the body may be taken.</summary>
    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) > 0)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n") return head.ToString();
        }
        return null;
    }
}
