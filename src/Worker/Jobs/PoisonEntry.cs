using System.Text.Json;
using System.Text.Json.Serialization;

namespace Worker.Jobs;

/// <summary>A job that ended in a failure, with everything an operator needs; never text of the document.</summary>
/// <param name="Code">Stable reason, as in failure.json.</param>
/// <param name="Stage">receive | source | extract | write.</param>
/// <param name="ExitCode">Of the child process, where one died; 128 + signal for a kill.</param>
/// <param name="PeakBytes">Resident memory of the child at its highest.</param>
/// <param name="StderrTail">What the child said last, without document text; null if nothing.</param>
/// <param name="Result">Key of the failure record in the results; null for messages that were no jobs.</param>
/// <param name="Body">The message as it came: the job, or whatever else was sent (Base64 if it is no UTF-8).</param>
public sealed record PoisonEntry(
    string Id, string Code, string Stage, string Reason, string Engine, int Attempts, int? ExitCode, long? PeakBytes,
    double Seconds, DateTimeOffset At, string? StderrTail, string? Result, string Body)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static PoisonEntry Read(string json) => JsonSerializer.Deserialize<PoisonEntry>(json, Json)!;
}
