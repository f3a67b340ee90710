using Normalizer.Canonical;
using Normalizer.Reference;
using Worker.Output.Index;
using Worker.Output.Report;

namespace Worker.Output;

/// <summary>Everything that is written for one document, in the order it is written: the manifest comes last.</summary>
/// <param name="pages">Makes the page renderer of a document; null where pages cannot be drawn.</param>
public sealed class DocumentOutput(EngineInfo engine, TableKinds kinds, Func<SourceDocument, PageRenderer?>? pages = null)
{
    public ImmutableArray<OutputFile> Of(Disclosure disclosure, SourceDocument source)
    {
        var report = ConfidenceReport.Of(disclosure, engine, SourceLines.Of(source, disclosure.MediaType), kinds);
        OutputFile[] files =
        [
            new("disclosure.json", "application/json", DisclosureJson.Write(disclosure, engine)),
            new("report.json", "application/json", ReportJson.Write(report)),
            new("report.html", "text/html", ReportHtml.Write(report, disclosure.PageCount is null ? null : pages?.Invoke(source))),
        ];
        return [.. files, Manifest.Of(IndexEntry.Of(disclosure, engine), engine, files).ToFile()];
    }

    public ImmutableArray<OutputFile> Of(FailureRecord failure, string folder)
    {
        OutputFile[] files = [failure.ToFile(engine)];
        return [.. files, Manifest.Of(IndexEntry.Of(failure, engine, folder), engine, files).ToFile()];
    }
}
