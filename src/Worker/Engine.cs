using Extractor.Reading;
using Extractor.Reading.Pdf;
using Normalizer;
using Worker.Output;
using Worker.Output.Report;

namespace Worker;

/// <summary>The stages and the writers of their results, with the layouts and reference data from beside the program.</summary>
public sealed record Engine(DocumentPipeline Pipeline, DocumentOutput Output, EngineInfo Info)
{
    /// <param name="options">Null: the defaults.</param>
    /// <param name="pages">Of a PDF: the pages that are read; null: all.</param>
    public static Engine Load(EngineOptions? options = null, PageSelection? pages = null)
    {
        options ??= EngineOptions.Default;
        var info = EngineFingerprint.Of(AppContext.BaseDirectory, options);
        var reference = ReferenceFiles.Load();
        var pipeline = new DocumentPipeline(new DocumentReader { Pages = pages ?? PageSelection.All }, new TableNormalizer(LayoutFiles.Load(), reference), new Verifier(reference, options.Thresholds));
        return new(pipeline, new(info, reference.TableKinds, Pages, options.MobileNumbers), info);
    }

    /// <summary>How a document's pages are drawn for its report; null where it has none that could be.</summary>
    private static PageRenderer? Pages(SourceDocument source) =>
        PdfFile.IsPdf(source.Bytes.Span) ? (page, scale) => new PdfPageRenderer().Render(source.Bytes, page, scale) : null;
}
