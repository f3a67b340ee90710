using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Worker.Output.Html;

/// <summary>Builds a page from interpolated strings: the literal parts are markup, every value put into one is escaped.</summary>
/// <remarks>So no text of a document can become markup by being forgotten. Attribute values stand in double quotes.</remarks>
public sealed class HtmlBuilder : IDisposable
{
    /// <summary>What would be markup; what is not allowed in HTML; and what is invisible where a person compares two texts
    /// (bidirectional overrides).</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(
    [
        '&', '<', '>', '"', '\'', '\u007f', .. Between('\0', '\u0008'), .. Between('\u000b', '\u001f'),
        .. Between('\u202a', '\u202e'), .. Between('\u2066', '\u2069'),
    ]);

    private readonly Utf8Buffer text = new();

    public HtmlBuilder Add([InterpolatedStringHandlerArgument("")] ref Markup markup) => this;

    /// <summary>Adds trusted text as it is: our own style sheet and script, never anything of a document.</summary>
    public HtmlBuilder AddRaw(ReadOnlySpan<char> markup)
    {
        text.Advance(Encoding.UTF8.GetBytes(markup, text.GetSpan(Encoding.UTF8.GetMaxByteCount(markup.Length))));
        return this;
    }

    public byte[] ToArray() => text.ToArray();

    public override string ToString() => Encoding.UTF8.GetString(text.Written);

    public void Dispose() => text.Dispose();

    private void AddEscaped(ReadOnlySpan<char> rest)
    {
        for (var at = rest.IndexOfAny(Special); at >= 0; at = rest.IndexOfAny(Special))
        {
            AddRaw(rest[..at]).AddRaw(Escaped(rest[at]));
            rest = rest[(at + 1)..];
        }
        AddRaw(rest);
    }

    private static string Escaped(char special) => special switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => "\ufffd",
    };

    private static IEnumerable<char> Between(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);

    [InterpolatedStringHandler]
    public readonly struct Markup
    {
        private readonly HtmlBuilder builder;

        public Markup(int literalLength, int formattedCount, HtmlBuilder builder) => this.builder = builder;

        public void AppendLiteral(string markup) => builder.AddRaw(markup);

        public void AppendFormatted(string? value) => builder.AddEscaped(value);

        public void AppendFormatted<T>(T value, string? format = null) where T : ISpanFormattable
        {
            Span<char> written = stackalloc char[64];
            builder.AddEscaped(value.TryFormat(written, out var length, format, CultureInfo.InvariantCulture)
                ? written[..length] : value.ToString(format, CultureInfo.InvariantCulture));
        }

        public void AppendFormatted<T>(T? value, string? format = null) where T : struct, ISpanFormattable
        {
            if (value is { } given) AppendFormatted(given, format);
        }
    }
}
