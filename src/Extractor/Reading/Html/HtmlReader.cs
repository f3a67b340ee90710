using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Extractor.Reading.Text;

namespace Extractor.Reading.Html;

/// <summary>An HTML page: its paragraphs, headings and tables, in reading order.</summary>
/// <remarks>Nothing is fetched and no script runs. A table that only arranges other tables, or has one column, is prose.</remarks>
public sealed class HtmlReader
{
    private readonly ImmutableArray<Block>.Builder blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly ImmutableArray<Repair>.Builder repairs = ImmutableArray.CreateBuilder<Repair>();

    /// <summary>The elements with a block somewhere inside, and the tables with a table inside.</summary>
    private readonly HashSet<IElement> containers = [];
    private readonly HashSet<IElement> layoutTables = [];

    /// <summary>Reads a page; a reader is good for one file.</summary>
    /// <exception cref="DocumentRejectedException">empty: the page shows no text; binary: it is no text at all.</exception>
    public Staged<ExtractedDocument> Read(SourceDocument source)
    {
        var text = TextDecoder.Decode(source.Bytes.Span);
        var page = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(text);
        var places = new HtmlPlaces(text);
        var tables = new HtmlTableReader(places);
        if (page.Body is { } body)
        {
            FindContainers(body);
            ReadBody(body, places, tables);
        }
        if (blocks.Count == 0) throw new DocumentRejectedException("empty", "The HTML page shows no text.");
        return new(new("text/html", null, blocks.ToImmutable(), repairs.ToImmutable()), []);
    }

    /// <summary>Goes up from each block to the first ancestor already known, so that deep pages cost no more than flat ones.</summary>
    private void FindContainers(IElement body)
    {
        foreach (var element in body.QuerySelectorAll("*"))
        {
            if (!HtmlText.IsBlock(element)) continue;
            for (var above = element.ParentElement; above is not null && containers.Add(above);) above = above.ParentElement;
            if (element.LocalName == "table" && element.ParentElement?.Closest("table") is { } outer) layoutTables.Add(outer);
        }
    }

    /// <summary>Walks the page without recursion: pages nest as deep as they like.</summary>
    private void ReadBody(IElement body, HtmlPlaces places, HtmlTableReader tables)
    {
        INode? node = body.FirstChild;
        while (node is not null)
        {
            var isDone = node switch
            {
                IText loose => AddLoose(loose, places),
                IElement element => HtmlText.IsUnseen(element) || AddTable(element, tables) || AddParagraphs(element, places),
                _ => true,
            };
            if (!isDone && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }
            while (node is not null && node != body && node.NextSibling is null) node = node.Parent;
            node = node == body ? null : node?.NextSibling;
        }
    }

    private bool AddTable(IElement element, HtmlTableReader tables)
    {
        if (element.LocalName != "table" || layoutTables.Contains(element)) return false;
        if (tables.Read(element, repairs) is not { } table) return false;
        blocks.Add(new TableBlock(table));
        return true;
    }

    /// <summary>A block without blocks inside gives a paragraph a line; any other is walked into.</summary>
    private bool AddParagraphs(IElement element, HtmlPlaces places)
    {
        if (containers.Contains(element)) return false;
        foreach (var line in HtmlText.Lines(element)) AddText(line, HeadingLevel(element), places.Of(element, line));
        return true;
    }

    private bool AddLoose(IText text, HtmlPlaces places)
    {
        var line = text.Data.Trim();
        if (line.Length > 0 && text.ParentElement is { } parent) AddText(line, 0, places.Of(parent, line));
        return true;
    }

    private void AddText(string text, int level, Evidence at) => blocks.Add(new TextBlock(text, level, [new(0, at)]));

    private static int HeadingLevel(IElement element) => element.LocalName is ['h', >= '1' and <= '6'] name ? name[1] - '0' : 0;
}
