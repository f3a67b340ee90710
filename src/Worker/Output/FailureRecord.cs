namespace Worker.Output;

/// <summary>Why a file has no disclosure.json: written as failure.json, so that no input vanishes without a record.</summary>
/// <remarks>As repeatable as a result: no clock, host, attempt or measured figure in it.</remarks>
/// <param name="Sha256">Null where there was no content to read.</param>
/// <param name="Bytes">Null where the size was never known.</param>
/// <param name="Code">Stable reason: empty, encrypted, corrupt, unsupported, needs_ocr, limit.size, timeout, memory, crash, source.missing, ….</param>
/// <param name="Stage">Where it ended: source (it could not be fetched) or extract.</param>
/// <param name="Message">One plain sentence: what is wrong and what would help.</param>
public sealed record FailureRecord(
    string FileName, string? Sha256, long? Bytes, string Code, string Stage, string Message)
{
    public const string Name = "failure.json";

    /// <summary>The id of a document whose identity is not known; one without content has nothing to be told apart by.</summary>
    public string Id => Sha256 is null ? "unidentified" : $"unidentified-{Sha256[..12]}";

    public OutputFile ToFile(EngineInfo engine) => new(Name, "application/json", CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schemaVersion", DisclosureJson.SchemaVersion);
        json.WriteString("id", Id);
        DisclosureJson.WriteEngine(json, engine);
        json.WriteStartObject("document");
        json.WriteString("fileName", FileName);
        json.WriteText("sha256", Sha256);
        if (Bytes is { } bytes) json.WriteNumber("bytes", bytes);
        else json.WriteNull("bytes");
        json.WriteEndObject();
        json.WriteStartObject("failure");
        json.WriteString("code", Code);
        json.WriteString("stage", Stage);
        json.WriteString("message", Message);
        json.WriteEndObject();
        json.WriteEndObject();
    }));
}
