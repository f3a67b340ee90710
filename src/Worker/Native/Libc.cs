using System.Runtime.InteropServices;

namespace Worker.Native;

/// <summary>The few system calls .NET does not offer. All of them are Linux's; callers ask <see cref="OperatingSystem"/> first.</summary>
internal static partial class Libc
{
    public const int SigKill = 9;
    public const int OpenReadOnly = 0;
    public const int OpenNonBlocking = 0x800;
    public const int OpenDirectory = 0x10000;
    public const int OpenNoFollow = 0x20000;
    public const int OpenCloseOnExec = 0x80000;
    public const int ErrorNoEntry = 2;
    public const int ErrorNoDevice = 6;
    public const int ErrorAccess = 13;
    public const int ErrorExists = 17;
    public const int ErrorNotDirectory = 20;
    public const int ErrorNotSupported = 22;
    public const int ErrorNoSystemCall = 38;
    public const int ErrorLoop = 40;

    private const int AtCurrentDirectory = -100;
    private const int AtEmptyPath = 0x1000;
    private const uint StatxType = 1;
    private const uint RenameNoReplace = 1;
    private const int SetParentDeathSignal = 1;
    private const int SetNoNewPrivileges = 38;

    /// <summary>Renames without replacing: one winner, however many try. link(2) + unlink(2) where the file system knows no such rename.</summary>
    /// <returns>False if <paramref name="to"/> exists; then <paramref name="from"/> is still there.</returns>
    public static bool TryRenameNoReplace(string from, string to)
    {
        if (renameat2(AtCurrentDirectory, from, AtCurrentDirectory, to, RenameNoReplace) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        if (error == ErrorExists) return false;
        if (error is not (ErrorNotSupported or ErrorNoSystemCall)) throw Failure($"rename {from} to {to}", error);
        if (link(from, to) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            return error == ErrorExists ? false : throw Failure($"link {from} to {to}", error);
        }
        File.Delete(from);
        return true;
    }

    /// <summary>Makes the names in a directory durable; File.OpenHandle refuses directories.</summary>
    public static void SyncDirectory(string path)
    {
        var handle = open(path, OpenReadOnly | OpenDirectory | OpenCloseOnExec, 0);
        if (handle < 0) throw Failure($"open {path}", Marshal.GetLastPInvokeError());
        try
        {
            if (fsync(handle) != 0) throw Failure($"fsync {path}", Marshal.GetLastPInvokeError());
        }
        finally
        {
            _ = close(handle);
        }
    }

    /// <summary>The kernel kills this process when its parent dies, however the parent dies.</summary>
    public static void DieWithParent() => _ = prctl(SetParentDeathSignal, SigKill, 0, 0, 0);

    /// <summary>No program started from here gains privileges (setuid files are run as plain ones).</summary>
    public static void GiveUpPrivileges() => _ = prctl(SetNoNewPrivileges, 1, 0, 0, 0);

    /// <summary>Puts this process at the head of a group of its own, so that it and all it starts can be killed as one.</summary>
    public static void LeadProcessGroup() => _ = setpgid(0, 0);

    public static void Kill(int process) => _ = kill(process, SigKill);

    public static void KillGroup(int process) => _ = kill(-process, SigKill);

    /// <summary>Sets soft and hard limit alike; a limit that cannot be set (no such resource, above the hard limit) is left.</summary>
    public static void Limit(Resource resource, ulong value) => _ = setrlimit((int)resource, new() { Soft = value, Hard = value });

    public enum Resource { CpuSeconds = 0, FileSize = 1, Core = 4, OpenFiles = 7 }

    /// <summary>Whether an open handle is a regular file: a pipe or a device may never end.</summary>
    public static unsafe bool IsRegularFile(int handle)
    {
        // struct statx is the same on every architecture: 256 bytes, the mode at 28.
        var status = stackalloc byte[256];
        if (statx(handle, "", AtEmptyPath, StatxType, status) != 0) throw Failure("statx", Marshal.GetLastPInvokeError());
        return (*(ushort*)(status + 28) & 0xF000) == 0x8000;
    }

    /// <summary>The file system's magic number (linux/magic.h); 0 where it cannot be asked.</summary>
    public static unsafe long FileSystemType(string path)
    {
        // struct statfs begins with the type, a long, on the 64-bit architectures .NET runs on; it is 120 bytes long.
        var status = stackalloc long[32];
        return statfs(path, status) == 0 ? status[0] & 0xFFFFFFFF : 0;
    }

    /// <summary>Reads memory in native code: at a wrong address it is the crash of a native parser.</summary>
    [LibraryImport("libc", EntryPoint = "strlen")]
    public static partial nuint LengthOfTextAt(nint address);

    public static IOException Failure(string what, int error) => new($"{what}: {Marshal.GetPInvokeErrorMessage(error)}", error);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int openat(int directory, string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int handle);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statx(int directory, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statfs(string path, long* status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat2(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string from, string to);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int handle);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nuint first, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setpgid(int process, int group);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setrlimit(int resource, in ResourceLimit limit);
}
