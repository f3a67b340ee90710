using Worker.Jobs;

namespace Worker.Sources;

/// <summary>The bytes of one file, open for reading. Two readings of <see cref="OpenStreamAsync"/> may differ if somebody writes meanwhile;
/// the hash tells.</summary>
public interface ISourceContent : IAsyncDisposable
{
    long Length { get; }

    /// <summary>A stream from the first byte; the caller disposes of it before opening another.</summary>
    Task<Stream> OpenStreamAsync(CancellationToken stop);
}

/// <summary>Where files come from: folders or blob containers under configured names.</summary>
public interface ISourceStore
{
    /// <exception cref="DocumentRejectedException">source.name, source.missing, source.link, source.special, source.root: no retry helps.</exception>
    /// <exception cref="IOException">The store is at fault; a retry may help.</exception>
    Task<ISourceContent> OpenAsync(SourceReference source, CancellationToken stop);
}
