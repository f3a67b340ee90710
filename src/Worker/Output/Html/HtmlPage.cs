using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Worker.Output.Html;

/// <summary>The frame of a self-contained page: no address is ever asked for, and no script runs but our own.</summary>
internal static class HtmlPage
{
    /// <summary>The embedded files by name: every page has the same.</summary>
    private static readonly ConcurrentDictionary<string, string> Assets = new(StringComparer.Ordinal);

    /// <param name="styles">Names of embedded style sheets, in order.</param>
    /// <param name="script">Name of the embedded script; null for none.</param>
    public static byte[] Write(string title, string[] styles, string? script, Action<HtmlBuilder> body)
    {
        var code = script is null ? "" : Assets.GetOrAdd(script, Asset);
        // The policy holds even if an escape were missed: nothing is loaded, and only a script of this hash is run.
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
        var policy = $"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src 'sha256-{hash}'";
        using var html = new HtmlBuilder();
        html.Add($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{title}</title>
            <style>

            """);
        foreach (var style in styles) html.AddRaw(Assets.GetOrAdd(style, Asset));
        html.Add($"</style>\n</head>\n<body>\n");
        body(html);
        if (script is not null) html.Add($"<script>").AddRaw(code).Add($"</script>\n");
        html.Add($"</body>\n</html>\n");
        return html.ToArray();
    }

    /// <summary>Line feeds whatever the checkout made of them: the same bytes on every machine.</summary>
    private static string Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
