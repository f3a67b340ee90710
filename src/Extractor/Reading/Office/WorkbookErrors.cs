using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Extractor.Reading.Office;

/// <summary>Cells of an xlsx workbook that show an error (#REF!, #DIV/0!): the library that reads the rest gives them as blank,
/// and a blank would say that there is no figure.</summary>
internal sealed class WorkbookErrors
{
    private readonly Dictionary<(string Sheet, int Row, int Column), string> errors = [];

    /// <param name="row">From 0, as <paramref name="column"/>.</param>
    /// <returns>What the cell shows; null where it shows no error.</returns>
    public string? At(string sheet, int row, int column) => errors.GetValueOrDefault((sheet, row, column));

    /// <remarks>Looks at the parts themselves: a package library refuses a whole workbook for one malformed hyperlink.</remarks>
    public static WorkbookErrors Of(Stream xlsx, CancellationToken stop)
    {
        var found = new WorkbookErrors();
        using var archive = new ZipArchive(xlsx, ZipArchiveMode.Read);
        if (Load(archive, "xl/workbook.xml") is not { } workbook || Load(archive, "xl/_rels/workbook.xml.rels") is not { } relations) return found;
        var parts = Elements(relations, "Relationship").ToLookup(relation => relation.Attribute("Id")?.Value, relation => relation.Attribute("Target")?.Value);
        foreach (var sheet in Elements(workbook, "sheet"))
        {
            stop.ThrowIfCancellationRequested();
            var id = sheet.Attributes().FirstOrDefault(attribute => attribute.Name is { LocalName: "id", NamespaceName.Length: > 0 })?.Value;
            if (sheet.Attribute("name")?.Value is not { } name || parts[id].FirstOrDefault() is not { } target) continue;
            if (archive.GetEntry(target.StartsWith('/') ? target[1..] : $"xl/{target}") is not { } part) continue;
            using var xml = XmlReader.Create(part.Open(), Safe);
            found.Add(name, xml);
        }
        return found;
    }

    private static XmlReaderSettings Safe => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };

    private static XDocument? Load(ZipArchive archive, string part)
    {
        if (archive.GetEntry(part) is not { } entry) return null;
        using var xml = XmlReader.Create(entry.Open(), Safe);
        return XDocument.Load(xml);
    }

    private static IEnumerable<XElement> Elements(XDocument part, string name) =>
        part.Descendants().Where(element => element.Name.LocalName == name);

    /// <summary>Rows and cells that do not say where they stand follow the one before them.</summary>
    private void Add(string sheet, XmlReader xml)
    {
        var (row, column, isError) = (-1, -1, false);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "row":
                    (row, column) = (int.TryParse(xml.GetAttribute("r"), out var number) ? number - 1 : row + 1, -1);
                    break;
                case "c":
                    column = xml.GetAttribute("r") is { } place ? ColumnOf(place) : column + 1;
                    isError = xml.GetAttribute("t") == "e";
                    break;
                case "v" when isError && xml.Read() && xml.NodeType == XmlNodeType.Text:
                    errors[(sheet, row, column)] = xml.Value.Trim();
                    break;
            }
        }
    }

    /// <summary>1 of "B7".</summary>
    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetterUpper)) column = column * 26 + (letter - 'A' + 1);
        return column - 1;
    }
}
