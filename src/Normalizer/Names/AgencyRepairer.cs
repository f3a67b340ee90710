using Normalizer.Canonical;
using Normalizer.Identification;
using Normalizer.Reference;

namespace Normalizer.Names;

/// <summary>Puts damaged readings of the publisher's own name right, wherever they stand: 重庆市潼区医疗保障局 -> 潼南区, 医疗保障避 -> 局.</summary>
/// <remarks>A name that is some real agency's as it stands, a parent's or a subordinate's, is never touched.</remarks>
public sealed class AgencyRepairer(ReferenceData reference)
{
    private const int Anchor = 4;

    public ExtractedDocument Repair(ExtractedDocument document, DocumentIdentity identity)
    {
        var reader = new AgencyNameReader(reference.Divisions);
        if (identity.Publisher.Name is not { Length: >= 8 } publisher || reader.Read(publisher, identity.FiscalYear) is not { IsWellFormed: true } whole)
            return document;
        var texts = document.Blocks.SelectMany(block => block is TextBlock text ? [text.Text] : ((TableBlock)block).Table.Cells.Select(cell => cell.Text)).ToArray();
        var search = new AgencySearch(reader, reference.Confusions, whole, identity.FiscalYear,
            texts.Sum(text => text.Contains(publisher, StringComparison.Ordinal) ? 1 : 0));
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        var blocks = document.Blocks.Select(block => block switch
        {
            TextBlock text when search.Find(text.Text) is { } found => Apply(text, found, repairs),
            TableBlock table => Apply(table, search, repairs),
            _ => block,
        }).ToImmutableArray();
        return repairs.Count == 0 ? document : document with { Blocks = blocks, Repairs = [.. document.Repairs, .. repairs] };
    }

    private static TextBlock Apply(TextBlock block, DamagedAgency found, ImmutableArray<Repair>.Builder repairs)
    {
        repairs.Add(found.ToRepair(block.Locate(found.Start, found.Length)));
        var growth = found.Whole.Length - found.Length;
        return block with
        {
            Text = found.Apply(block.Text),
            Segments = [.. block.Segments.Select(segment => segment.Offset > found.Start ? segment with { Offset = segment.Offset + growth } : segment)],
        };
    }

    private static TableBlock Apply(TableBlock block, AgencySearch search, ImmutableArray<Repair>.Builder repairs)
    {
        var changed = false;
        var cells = block.Table.Cells.Select(cell =>
        {
            if (search.Find(cell.Text) is not { } found) return cell;
            changed = true;
            repairs.Add(found.ToRepair(cell.At));
            return cell with { Text = found.Apply(cell.Text) };
        }).ToImmutableArray();
        return changed ? new(block.Table with { Cells = cells }) : block;
    }

    /// <param name="Start">In the text searched, white space included.</param>
    private sealed record DamagedAgency(int Start, int Length, string Printed, string Whole, string Class, ImmutableArray<string> Evidence)
    {
        public string Apply(string text) => text[..Start] + Whole + text[(Start + Length)..];
        public Repair ToRepair(Evidence at) => new(Class, new(at), Printed, Whole, "agency", Evidence, 0.99, true);
    }

    private sealed class AgencySearch(AgencyNameReader reader, ConfusionTable confusions, AgencyName whole, int? year, int mentions)
    {
        private readonly string name = whole.Text;
        private readonly string head = whole.Text[..Anchor], tail = whole.Text[^Anchor..];

        public DamagedAgency? Find(string source)
        {
            if (source.Length < name.Length - 1) return null;
            var compact = new CompactText(source);
            var text = compact.Text;
            if (text.Contains(name, StringComparison.Ordinal)) return null;
            for (var at = text.IndexOf(tail, StringComparison.Ordinal); at >= 0; at = text.IndexOf(tail, at + 1, StringComparison.Ordinal))
                foreach (var length in new[] { name.Length, name.Length - 1, name.Length + 1 })
                    if (at + Anchor - length >= 0 && Judge(text, at + Anchor - length, length) is { } evidence)
                        return Damaged(compact, at + Anchor - length, length, evidence);
            for (var at = text.IndexOf(head, StringComparison.Ordinal); at >= 0; at = text.IndexOf(head, at + 1, StringComparison.Ordinal))
            {
                if (LostLast(text, at)) return Damaged(compact, at, name.Length - 1, $"“{name[^1]}” is lost before “{text[at + name.Length - 1]}”");
                foreach (var length in new[] { name.Length, name.Length + 1, name.Length - 1 })
                    if (at + length <= text.Length && EndsThere(text, at + length) && Judge(text, at, length) is { } evidence)
                        return Damaged(compact, at, length, evidence);
            }
            return null;
        }

        /// <summary>Why the reading is a damaged form of the publisher's name; null if it is another name or none.</summary>
        private string? Judge(string text, int start, int length)
        {
            var read = text.Substring(start, length);
            if (!read.All(character => character is (>= '\u4e00' and <= '\u9fff') or '（' or '）' or '(' or ')' or '、')) return null;
            var distance = EditDistance.Between(read, name, 3);
            var parsed = reader.Read(read, year);
            if (parsed.DivisionEnd == 0 && read[0] != name[0]) return null;
            var sameBody = read.EndsWith(whole.Body, StringComparison.Ordinal);
            if (distance > (sameBody ? 3 : parsed.HasAgencySuffix ? 2 : 1) || distance == 0) return null;
            // What is left of a longer name (…市綦江区医疗保障局) is no damage.
            if (length < name.Length && start > 0 && text[start - 1] is >= '\u4e00' and <= '\u9fff') return null;
            if (!parsed.IsWellFormed)
                return parsed.HasStrangeDivision || parsed.DivisionEnd == 0 ? $"no division of that name is known{(year is { } y ? $" in {y}" : "")}" : "no agency is called so";
            if (distance > 1 || length != name.Length || mentions < 2) return null;
            var index = read.AsSpan().CommonPrefixLength(name);
            return confusions.IsMisreading(read[index], name[index]) ? $"“{read[index]}” is a known misreading of “{name[index]}”" : null;
        }

        /// <summary>A name that ends in another word than an agency's does must be the whole of what is said: 医疗保障避.</summary>
        private static bool EndsThere(string text, int end) =>
            end == text.Length || text[end] is not (>= '\u4e00' and <= '\u9fff') || Follows(text, end);

        private bool LostLast(string text, int start)
        {
            var end = start + name.Length - 1;
            return end < text.Length && string.CompareOrdinal(text, start, name, 0, name.Length - 1) == 0 && Follows(text, end);
        }

        private static bool Follows(string text, int at) =>
            Array.Exists(Followers, word => string.CompareOrdinal(text, at, word, 0, word.Length) == 0);

        /// <summary>Words that follow the name of an agency and belong to none.</summary>
        private static readonly string[] Followers = 
        [
            "下设", "下属", "所属", "内设", "本级", "机关", "部门", "单位", "预算", "决算", "20", "财政拨款", "一般公共", "政府性", "国有资本",
            "收支", "收入", "支出", "整体", "项目", "“三公", "三公",
        ];

        private DamagedAgency Damaged(CompactText compact, int start, int length, string reason)
        {
            var (from, count) = compact.Source(start, length);
            var printed = compact.Text.Substring(start, length);
            var isRegion = printed.AsSpan().CommonPrefixLength(name) < whole.DivisionEnd;
            return new(from, count, printed, name, isRegion ? "region" : "agency",
                [$"“{printed}”: {reason}.", $"The document names {name} {mentions} times; it is {whole.Divisions[0].FullName} ({whole.Divisions[0].Code})."]);
        }
    }
}
