using System.Text.Json;
using Worker.Output.Index;

namespace Worker.Export;

/// <summary>The amounts of one document as CSV: the lines it has in the portal package's amounts.csv.</summary>
internal static class DocumentCsv
{
    public static byte[] Write(ReadOnlyMemory<byte> disclosure, IndexEntry entry)
    {
        using var json = JsonDocument.Parse(disclosure);
        using var text = new MemoryStream();
        using (var csv = CsvText.Writer(text))
        {
            CsvText.WriteHeader(csv, ExportTables.Amounts);
            foreach (var amount in DisclosureReader.Amounts(json.RootElement, entry)) CsvText.WriteRow(csv, ExportTables.Amounts, amount);
        }
        return text.ToArray();
    }
}
