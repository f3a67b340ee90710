using System.Text;
using AngleSharp.Dom;
using Extractor.Cleanup;

namespace Extractor.Reading.Html;

/// <summary>The text of an element as a browser shows it: white space collapsed, hidden parts left out, line breaks kept apart.</summary>
public static class HtmlText
{
    private static readonly FrozenSet<string> Unseen = FrozenSet.ToFrozenSet(
        ["script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "math", "select", "option", "textarea", "button", "nav"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> BlockNames = FrozenSet.ToFrozenSet(
        ["address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
         "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul", "body", "caption"], StringComparer.Ordinal);

    public static bool IsUnseen(IElement element) =>
        Unseen.Contains(element.LocalName) || element.HasAttribute("hidden")
        || element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsBlock(IElement element) => BlockNames.Contains(element.LocalName);

    /// <summary>One line of text; breaks inside it join Chinese words and separate anything else.</summary>
    public static string OneLine(IElement element)
    {
        var joined = new StringBuilder();
        foreach (var line in Lines(element))
        {
            if (joined.Length > 0 && line.Length > 0 && !JoinsTight(joined[^1], line[0])) joined.Append(' ');
            joined.Append(line);
        }
        return joined.ToString();
    }

    /// <summary>The non-empty lines of an element: cut at br and at blocks inside it.</summary>
    public static List<string> Lines(IElement element)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        INode? node = element.FirstChild;
        while (node is not null)
        {
            var isSkipped = node is IElement hidden && IsUnseen(hidden);
            if (node is IText text) AppendCollapsed(line, text.Data);
            else if (node is IElement child && (child.LocalName == "br" || IsBlock(child))) Break();
            node = isSkipped || node.FirstChild is null ? NextAfter(node) : node.FirstChild;
        }
        Break();
        return lines;

        INode? NextAfter(INode current)
        {
            for (var step = current; step != element; step = step.Parent!)
            {
                if (step is IElement left && IsBlock(left)) Break();
                if (step.NextSibling is { } next) return next;
            }
            return null;
        }

        void Break()
        {
            var text = line.ToString().Trim();
            if (text.Length > 0) lines.Add(text);
            line.Clear();
        }
    }

    private static void AppendCollapsed(StringBuilder line, string text)
    {
        foreach (var c in text)
            if (!CharacterClass.IsBlank(c)) line.Append(c);
            else if (c == '\u3000') line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
    }

    private static bool JoinsTight(char left, char right) =>
        CharacterClass.IsIdeograph(left) && CharacterClass.IsIdeograph(right) || CharacterClass.IsWidePunctuation(left) || CharacterClass.IsWidePunctuation(right);
}
