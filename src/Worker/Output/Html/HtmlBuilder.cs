using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Worker.Output.Html;

/// <summary>Builds a page from interpolated strings: the literal parts are markup, every value put into one is escaped.</summary>
/// <remarks>So no text of a document can become markup by being forgotten. Attribute values stand in double quotes.</remarks>
public sealed class HtmlBuilder
{
    private readonly StringBuilder text = new();

    public HtmlBuilder Add([InterpolatedStringHandlerArgument("")] ref Markup markup) => this;

    /// <summary>Adds trusted text as it is: our own style sheet and script, never anything of a document.</summary>
    public HtmlBuilder AddRaw(string markup)
    {
        text.Append(markup);
        return this;
    }

    public override string ToString() => text.ToString();

    private void AddEscaped(string value)
    {
        foreach (var c in value)
            _ = c switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                '\'' => text.Append("&#39;"),
                // Not allowed in HTML, or invisible where a person compares two texts (bidirectional overrides).
                < ' ' and not ('\n' or '\t') or '\u007f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')
                    => text.Append('\ufffd'),
                _ => text.Append(c),
            };
    }

    [InterpolatedStringHandler]
    public readonly struct Markup
    {
        private readonly HtmlBuilder builder;

        public Markup(int literalLength, int formattedCount, HtmlBuilder builder) => this.builder = builder;

        public void AppendLiteral(string markup) => builder.text.Append(markup);

        public void AppendFormatted(string? value) => builder.AddEscaped(value ?? "");

        public void AppendFormatted<T>(T value, string? format = null) where T : IFormattable =>
            builder.AddEscaped(value.ToString(format, CultureInfo.InvariantCulture));

        public void AppendFormatted<T>(T? value, string? format = null) where T : struct, IFormattable =>
            builder.AddEscaped(value?.ToString(format, CultureInfo.InvariantCulture) ?? "");
    }
}
