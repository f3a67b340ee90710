using Worker.Output;

namespace Worker.Children;

/// <summary>How one document ended in a child.</summary>
/// <param name="PeakBytes">Highest resident memory that was seen.</param>
public abstract record ChildOutcome(long PeakBytes);

/// <param name="Sha256">Of the bytes the child saw: if it is not the expected one, the file changed meanwhile.</param>
/// <param name="Files">The manifest is the last of them.</param>
public sealed record Extracted(string Sha256, ImmutableArray<OutputFile> Files, long PeakBytes) : ChildOutcome(PeakBytes);

/// <summary>The file is no disclosure that can be read; no retry helps.</summary>
public sealed record Refused(string Sha256, string Code, string Message, long PeakBytes) : ChildOutcome(PeakBytes);

/// <summary>The fault of this installation, not of the file: it can be read once the missing part is here.</summary>
public sealed record Unable(string Code, string Message, long PeakBytes) : ChildOutcome(PeakBytes);

public enum Death { Crash, Timeout, Memory, Output, Stopped }

/// <summary>The child is gone: by itself (a crash), or because a limit was passed or we were told to stop.</summary>
/// <param name="ExitCode">128 + signal for a kill; null if it could not be learned.</param>
/// <param name="StderrTail">The last it said, at most 16 KiB.</param>
public sealed record Died(Death Death, int? ExitCode, string? StderrTail, long PeakBytes) : ChildOutcome(PeakBytes);
