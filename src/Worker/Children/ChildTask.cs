using System.Text.Json;
using System.Text.Json.Serialization;

namespace Worker.Children;

/// <summary>One document for a child: the name it goes by, and how many bytes of content follow.</summary>
internal sealed record ChildTask(string FileName, long Length);

/// <summary>A document done.</summary>
/// <param name="Sha256">Of the content the child saw.</param>
internal sealed record ChildDone(string Sha256);

internal sealed record ChildRejected(string Sha256, string Code, string Message);

/// <param name="What">Type of the exception and the place in our code it was thrown at.</param>
internal sealed record ChildDefect(string Sha256, string Type, string What);

/// <summary>Frames' payloads as JSON; source-generated, so that a fresh child need not build the converters first.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChildTask))]
[JsonSerializable(typeof(ChildDone))]
[JsonSerializable(typeof(ChildRejected))]
[JsonSerializable(typeof(ChildDefect))]
internal sealed partial class ChildJson : JsonSerializerContext;
