using Normalizer.Canonical;
using Normalizer.Privacy;
using Normalizer.Reference;
using Worker.Output.Index;
using Worker.Output.Report;

namespace Worker.Output;

/// <summary>Everything that is written for one document, in the order it is written: the manifest comes last.</summary>
/// <param name="pages">Makes the page renderer of a document; null where pages cannot be drawn.</param>
/// <param name="mobileNumbers">For disclosure.json. What people read is masked even where that keeps them.</param>
public sealed class DocumentOutput(
    EngineInfo engine, TableKinds kinds, Func<SourceDocument, PageRenderer?>? pages = null, MobileNumberRule mobileNumbers = MobileNumberRule.Keep)
{
    public ImmutableArray<OutputFile> Of(Disclosure disclosure, SourceDocument source)
    {
        var shownRule = mobileNumbers == MobileNumberRule.Keep ? MobileNumberRule.Mask : mobileNumbers;
        var (written, shown) = (MobileNumberFilter.Apply(disclosure, mobileNumbers), MobileNumberFilter.Apply(disclosure, shownRule));
        var report = ConfidenceReport.Of(shown, engine, SourceLines.Of(source, disclosure.MediaType), kinds);
        // A picture of a page cannot be masked by what we know of its text.
        var renderer = disclosure.PageCount is null || mobileNumbers != MobileNumberRule.Keep ? null : pages?.Invoke(source);
        OutputFile[] files =
        [
            new("disclosure.json", "application/json", DisclosureJson.Write(written, engine)),
            new("report.json", "application/json", ReportJson.Write(report)),
            new("report.html", "text/html", ReportHtml.Write(report, renderer)),
        ];
        return [.. files, Manifest.Of(IndexEntry.Of(shown, engine) with { Subject = DisclosureJson.Subject(written) }, engine, files).ToFile()];
    }

    public ImmutableArray<OutputFile> Of(FailureRecord failure, string folder)
    {
        OutputFile[] files = [failure.ToFile(engine)];
        return [.. files, Manifest.Of(IndexEntry.Of(failure, engine, folder), engine, files).ToFile()];
    }
}
