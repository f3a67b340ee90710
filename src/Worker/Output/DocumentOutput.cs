using Normalizer.Canonical;

namespace Worker.Output;

/// <summary>Everything that is written for one document, in the order it is written: the manifest comes last.</summary>
public sealed class DocumentOutput(EngineInfo engine)
{
    public ImmutableArray<OutputFile> Of(Disclosure disclosure, SourceDocument source)
    {
        OutputFile[] files = [new("disclosure.json", "application/json", DisclosureJson.Write(disclosure, engine))];
        return [.. files, Manifest.Of(IndexEntry.Of(disclosure, engine), engine, files).ToFile()];
    }

    public ImmutableArray<OutputFile> Of(FailureRecord failure)
    {
        OutputFile[] files = [failure.ToFile(engine)];
        return [.. files, Manifest.Of(IndexEntry.Of(failure, engine), engine, files).ToFile()];
    }
}
