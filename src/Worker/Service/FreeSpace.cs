namespace Worker.Service;

/// <summary>Room for results: no job is taken that could not be finished.</summary>
internal static class FreeSpace
{
    /// <returns>Null where there is enough, or where results lie in Azure Storage; else what is wrong, in plain words.</returns>
    public static string? Shortage(WorkerSettings settings)
    {
        var output = Path.GetFullPath(settings.Out);
        if (settings.Azure is not null || !Directory.Exists(output)) return null;
        var free = new DriveInfo(output).AvailableFreeSpace;
        return free >= settings.MinFreeBytes ? null
            : $"only {free >> 20} MiB are free where results are written, and {settings.MinFreeBytes >> 20} are wanted: make room, or set PIPELINE__MINFREEBYTES";
    }
}
