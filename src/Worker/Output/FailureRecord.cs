namespace Worker.Output;

/// <summary>Why a file has no disclosure.json: written as failure.json, so that no input vanishes without a record.</summary>
/// <param name="Code">Stable reason: empty, encrypted, corrupt, unsupported, needs_ocr, limit.size, timeout, memory, crash, ….</param>
/// <param name="Message">One plain sentence: what is wrong and what would help.</param>
/// <param name="Stage">Where it ended: fetch, read, normalize, verify, write.</param>
/// <param name="Attempts">How many times it was tried; more than one only for crashes, time and memory.</param>
/// <param name="ExitCode">Of the child process that read it; null if none died.</param>
/// <param name="Signal">That ended the child; null if none did.</param>
public sealed record FailureRecord(
    string FileName, string Sha256, long Bytes, string Code, string Message, string Stage,
    int Attempts = 1, int? ExitCode = null, int? Signal = null)
{
    public string Id => $"unidentified-{Sha256[..12]}";

    public OutputFile ToFile(EngineInfo engine) => new("failure.json", "application/json", CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schemaVersion", DisclosureJson.SchemaVersion);
        json.WriteString("id", Id);
        DisclosureJson.WriteEngine(json, engine);
        json.WriteStartObject("document");
        json.WriteString("fileName", FileName);
        json.WriteString("sha256", Sha256);
        json.WriteNumber("bytes", Bytes);
        json.WriteEndObject();
        json.WriteStartObject("failure");
        json.WriteString("code", Code);
        json.WriteString("message", Message);
        json.WriteString("stage", Stage);
        json.WriteNumber("attempts", Attempts);
        json.WriteNumber("exitCode", ExitCode);
        json.WriteNumber("signal", Signal);
        json.WriteEndObject();
        json.WriteEndObject();
    }));
}
