using System.Globalization;
using System.Text;

namespace Extractor.Tests.Reading.Pdf;

/// <summary>Writes small PDF files for tests: pages of 600 by 400 points, one font whose codes are UTF-16 and which says so.</summary>
internal sealed class PdfBuilder
{
    private readonly List<(string Content, string Entries)> pages = [];
    private readonly List<string> forms = [];

    /// <summary>Without its ToUnicode map, the font does not say which characters it holds.</summary>
    public bool HasToUnicode { get; init; } = true;

    /// <summary>Put into the trailer, such as an /Encrypt entry.</summary>
    public string Trailer { get; init; } = "";

    /// <param name="entries">Further entries of the page, such as /Rotate 90.</param>
    public PdfBuilder Page(string content, string entries = "")
    {
        pages.Add((content, entries));
        return this;
    }

    /// <summary>A form that pages draw by <c>/Form0 Do</c>, <c>/Form1 Do</c>, ….</summary>
    public PdfBuilder Form(string content)
    {
        forms.Add(content);
        return this;
    }

    /// <summary>Text from (x, y), y upwards; an ideograph is one size wide, other characters half.</summary>
    public static string Show(double x, double y, double size, string text, string matrix = "1 0 0 1", string mode = "0") => string.Create(CultureInfo.InvariantCulture,
        $"BT {mode} Tr /F1 {size} Tf {matrix} {x} {y} Tm <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}> Tj ET\n");

    /// <summary>Letters and digits in Helvetica, whose outlines PDFium has: it finds turned text by them.</summary>
    public static string ShowLatin(double x, double y, double size, string text, string matrix) => string.Create(CultureInfo.InvariantCulture,
        $"BT /F2 {size} Tf {matrix} {x} {y} Tm ({text}) Tj ET\n");

    public static string Line(double x0, double y0, double x1, double y1) => string.Create(CultureInfo.InvariantCulture, $"0.5 w {x0} {y0} m {x1} {y1} l S\n");

    /// <summary>Borders of a grid as strokes.</summary>
    public static string Grid(double[] xs, double[] ys) =>
        string.Concat(xs.Select(x => Line(x, ys.Min(), x, ys.Max()))) + string.Concat(ys.Select(y => Line(xs.Min(), y, xs.Max(), y)));

    /// <summary>Texts in the cells of a grid, 3 points inside; rows from the top.</summary>
    public static string Cells(double[] xs, double[] ys, params string[][] rows) =>
        string.Concat(rows.SelectMany((row, i) => row.Select((text, j) => text.Length == 0 ? "" : Show(xs[j] + 3, ys[i + 1] + 5, 9, text))));

    public byte[] Build()
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{8 + forms.Count + 2 * i} 0 R"))}] /MediaBox [0 0 600 400] /Resources 3 0 R >>",
            $"<< /Font << /F1 4 0 R /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> /XObject << {string.Join(' ', forms.Select((_, i) => $"/Form{i} {8 + i} 0 R"))} /Picture 7 0 R >> >>",
            $"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [5 0 R] {(HasToUnicode ? "/ToUnicode 6 0 R" : "")} >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /W [32 255 500] " +
                "/FontDescriptor << /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -140 1000 860] /Ascent 860 /Descent -140 /CapHeight 700 /ItalicAngle 0 /StemV 80 >> >>",
            Stream("", "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Test def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
                "3 beginbfrange <0020> <00FF> <0020> <2010> <2030> <2010> <2E80> <9FFF> <2E80> endbfrange endcmap end end"),
            Stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "0"),
        };
        objects.AddRange(forms.Select(form => Stream("/Type /XObject /Subtype /Form /BBox [-1000 -1000 2000 2000] /Resources 3 0 R", form)));
        foreach (var (content, entries) in pages)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /Contents {objects.Count + 2} 0 R {entries} >>");
            objects.Add(Stream("", content));
        }
        var file = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Count + 1} /Root 1 0 R {Trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static string Stream(string entries, string content) => $"<< {entries} /Length {content.Length} >>\nstream\n{content}\nendstream";
}
