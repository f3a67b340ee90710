using System.Text;

namespace Extractor.Reading.Text;

/// <summary>Plain or OCR text: lines with tabs are tables, the rest is prose.</summary>
public sealed class PlainTextReader
{
    public Staged<ExtractedDocument> Read(SourceDocument source)
    {
        var lines = Encoding.UTF8.GetString(source.Bytes.Span).Split('\n');
        var blocks = ImmutableArray.CreateBuilder<Block>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (!line.Contains('\t', StringComparison.Ordinal))
            {
                if (line.Trim().Length > 0)
                    blocks.Add(new TextBlock(line.Trim(), 0, [new(0, Evidence.OnLine(i + 1, 0, line.Length))]));
                continue;
            }
            var first = i;
            var cells = ImmutableArray.CreateBuilder<GridCell>();
            var columns = 0;
            for (; i < lines.Length && lines[i].Contains('\t', StringComparison.Ordinal); i++)
            {
                var at = 0;
                var texts = lines[i].TrimEnd('\r').Split('\t');
                columns = Math.Max(columns, texts.Length);
                for (var column = 0; column < texts.Length; at += texts[column].Length + 1, column++)
                    if (texts[column].Trim().Length > 0)
                        cells.Add(new(i - first, column, 1, 1, texts[column], texts[column].Trim(),
                            Evidence.OnLine(i + 1, at, at + texts[column].Length)));
            }
            blocks.Add(new TableBlock(new(i - first, columns, 1, cells.ToImmutable(),
                [Evidence.OnLine(first + 1, 0, 0), Evidence.OnLine(i, 0, 0)])));
            i--;
        }
        return new(new("text/plain", null, blocks.ToImmutable(), []), []);
    }
}
