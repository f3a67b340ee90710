using System.Text;

namespace Worker.Sources;

/// <summary>Names from outside are data: what is acceptable as a name below a root.</summary>
public static class SourceName
{
    /// <summary>Longest name in UTF-8 bytes: a message holds 2 KiB in all.</summary>
    public const int MaxBytes = 1024;

    /// <exception cref="DocumentRejectedException">source.name: the name could lead outside its root or means something to a system.</exception>
    public static void Check(string name)
    {
        if (Objection(name) is { } objection) throw new DocumentRejectedException("source.name", $"The name is refused: {objection}.");
    }

    private static string? Objection(string name) => name switch
    {
        "" => "it is empty",
        _ when Encoding.UTF8.GetByteCount(name) > MaxBytes => $"it is longer than {MaxBytes} bytes",
        _ when name.Any(char.IsControl) => "it holds control characters",
        _ when name.Contains('\\', StringComparison.Ordinal) => "it holds a backslash",
        _ when name[0] == '/' || name is [_, ':', ..] => "it is an absolute path",
        _ when name.Split('/').Any(part => part is "" or "." or "..") => "it holds an empty part, '.' or '..'",
        _ => null,
    };
}
