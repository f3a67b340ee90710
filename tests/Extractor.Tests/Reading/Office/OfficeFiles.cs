using System.IO.Compression;
using System.Text;

namespace Extractor.Tests.Reading.Office;

/// <summary>Makes the smallest office files that say what a test needs.</summary>
internal static class OfficeFiles
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static SourceDocument Zip(params (string Name, string Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        return new("a.bin", bytes.ToArray());
    }

    /// <param name="sheets">Sheet name, its rows as XML, its merged ranges, and whether it is hidden.</param>
    public static SourceDocument Workbook(params (string Name, string Rows, string[] Merges, bool Hidden)[] sheets)
    {
        var numbers = Enumerable.Range(1, sheets.Length).ToArray();
        return Zip(
        [
            ("[Content_Types].xml", $"<Types xmlns=\"{Packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"{Packages}/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(numbers.Select(n => $"<sheet name=\"{sheets[n - 1].Name}\" sheetId=\"{n}\" r:id=\"s{n}\"{(sheets[n - 1].Hidden ? " state=\"hidden\"" : "")}/>"))}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Packages}/relationships\"><Relationship Id=\"st\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/>{string.Concat(numbers.Select(n => $"<Relationship Id=\"s{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))}</Relationships>"),
            ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"#,##0.00\"/></numFmts><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"),
            .. numbers.Select(n => ($"xl/worksheets/sheet{n}.xml", Sheet(sheets[n - 1].Rows, sheets[n - 1].Merges))),
        ]);
    }

    /// <summary>A row of text cells, "" leaving a cell out; a leading # makes a number under the format #,##0.00,
    /// a leading ! an error.</summary>
    public static string Row(int number, params string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((cell, column) => Cell($"{(char)('A' + column)}{number}", cell)))}</row>";

    public static SourceDocument Document(string body) => Zip(
        ("[Content_Types].xml", $"<Types xmlns=\"{Packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"),
        ("_rels/.rels", $"<Relationships xmlns=\"{Packages}/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
        ("word/document.xml", $"<w:document xmlns:w=\"{Word}\"><w:body>{body}</w:body></w:document>"));

    private static string Sheet(string rows, string[] merges) =>
        $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{(merges.Length == 0 ? "" : $"<mergeCells>{string.Concat(merges.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>")}</worksheet>";

    private static string Cell(string place, string text) => text switch
    {
        "" => "",
        ['!', .. var error] => $"<c r=\"{place}\" t=\"e\"><f>1/0</f><v>{error}</v></c>",
        ['#', .. var number] => $"<c r=\"{place}\" s=\"1\"><v>{number}</v></c>",
        _ => $"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>",
    };
}
