using Extractor.Reading;
using Normalizer;
using Worker.Output;

namespace Worker;

/// <summary>The stages and the writers of their results, with the layouts and reference data from beside the program.</summary>
public sealed record Engine(DocumentPipeline Pipeline, DocumentOutput Output, EngineInfo Info)
{
    public static Engine Load()
    {
        var info = EngineFingerprint.Of(AppContext.BaseDirectory);
        var reference = ReferenceFiles.Load();
        var pipeline = new DocumentPipeline(new DocumentReader(), new TableNormalizer(LayoutFiles.Load(), reference), new Verifier(reference));
        return new(pipeline, new(info, reference.TableKinds), info);
    }
}
