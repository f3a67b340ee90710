using Worker.Native;

namespace Worker;

/// <summary>Ends the process at a marked place, as a loss of power would: <c>PIPELINE_FAULT=before-manifest:3</c> dies there the third time.</summary>
/// <remarks>For the tests that kill; without the variable a place costs one comparison with null.</remarks>
internal static class FaultPoint
{
    private static readonly string[]? Armed = Environment.GetEnvironmentVariable("PIPELINE_FAULT")?.Split(':');
    private static int _left = Armed is [_, var count] && int.TryParse(count, out var number) ? number : 1;

    public static void Hit(string place)
    {
        if (Armed is null || Armed[0] != place || Interlocked.Decrement(ref _left) > 0) return;
        Libc.Kill(Environment.ProcessId);
        Thread.Sleep(Timeout.Infinite);
    }
}
