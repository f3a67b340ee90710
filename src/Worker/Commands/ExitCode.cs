namespace Worker.Commands;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCode
{
    public const int AllAccepted = 0;
    public const int SomethingFailed = 1;
    public const int SomeNeedReview = 2;

    /// <summary>The command line is wrong, or what it names does not exist (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>The run was stopped by Ctrl-C or SIGTERM; what was not done stays queued.</summary>
    public const int Stopped = 130;
}
