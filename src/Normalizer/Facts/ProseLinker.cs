using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Facts;

/// <summary>Holds the sentences against the tables: the amount of a fact is one that the tables print (T1, T2), and its
/// change leads to the year before (T4).</summary>
/// <remarks>A sentence often leaves its scope unsaid: 基本支出 of all funds or of the general public budget, with or without
/// what was carried over. So one agreeing table is enough. Where none agrees, the sentence is contradicted only if all tables that
/// could be meant print the same; otherwise it stays a remark.</remarks>
public sealed partial class ProseLinker(ProseLinks links, IdentityCatalogue catalogue)
{
    /// <summary>Decides between the readings of damaged numbers by what the tables print.</summary>
    public FactReading Settle(FactReading reading, ImmutableArray<CanonicalTable> tables, int? fiscalYear) =>
        new ReadingChoice(this, new(tables, catalogue.Lines, fiscalYear)).Choose(reading);

    public Staged<ImmutableArray<Identity>> Link(FactReading reading, ImmutableArray<CanonicalTable> tables, int? fiscalYear)
    {
        var amounts = new TableAmounts(tables, catalogue.Lines, fiscalYear);
        var identities = ImmutableArray.CreateBuilder<Identity>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var doubtful = new Lazy<HashSet<string>>(() => tables.Where(HasShiftedColumns).Select(table => table.Id).ToHashSet(StringComparer.Ordinal));
        var finals = tables.Where(table => table.Kind.StartsWith("final.", StringComparison.Ordinal)).Select(table => table.Id).ToHashSet(StringComparer.Ordinal);
        var pairs = new List<(Fact, TableAmount)>();
        foreach (var stated in reading.Stated)
        {
            if (stated is not { IsInTable: false, Statement.IsMoney: true, Fact: { Yuan: not null } fact } || fact.FiscalYear != fiscalYear) continue;
            var (rule, candidates) = Candidates(stated, amounts);
            if (IsOfBudget(stated)) candidates = [.. candidates.Where(candidate => !finals.Contains(candidate.Key.Owner))];
            var agreeing = candidates.Where(candidate => Agrees(fact, candidate)).ToArray();
            foreach (var candidate in agreeing)
            {
                pairs.Add((fact, candidate));
                identities.Add(Same(rule, fact, candidate));
                if (LastYear(fact, candidate, fiscalYear) is { } last) identities.Add(last);
            }
            if (agreeing.Length > 0 || candidates.Length == 0 || IsCarriedOver(fact, candidates, reading)) continue;
            candidates = [.. candidates.Where(candidate => !doubtful.Value.Contains(candidate.Key.Owner))];
            if (candidates.Any(candidate => !candidate.IsCurrent)) candidates = [.. candidates.Where(candidate => !candidate.IsCurrent)];
            if (stated.Statement.Whole is { } whole) candidates = [.. candidates.Where(candidate => IsOfSameWhole(whole, candidate))];
            if (candidates.Length == 0) continue;
            if (candidates.All(candidate => AgreeWithEachOther(candidate, candidates[0]))) identities.Add(Same(rule, fact, candidates[0]));
            else findings.Add(Unmatched(rule, fact, candidates));
        }
        findings.AddRange(ItemListFindings.Of(pairs, reading, tables, fiscalYear));
        findings.AddRange(WithoutTable(reading, tables, fiscalYear));
        return new(identities.ToImmutable(), findings.ToImmutable());
    }

    internal (string Rule, TableAmount[] Amounts) Candidates(StatedFact stated, TableAmounts amounts)
    {
        if (LinkOf(stated) is { } link) return (link.Rule, [.. link.Amounts.SelectMany(amounts.Of)]);
        var subject = Scope().Replace(stated.Fact.Subject, "");
        var name = TableAmounts.Key(subject);
        var code = CodeBehind().Match(subject) is { Success: true } match ? match.Groups[1].Value : null;
        return ("T2", [.. amounts.Named(name, code, stated.Statement.Path)]);
    }

    private ProseLink? LinkOf(StatedFact stated)
    {
        var subject = CodeBehind().Replace(Scope().Replace(stated.Fact.Subject, ""), "");
        return links.Links.FirstOrDefault(link => link.Speaks(subject, $"{stated.Fact.Section} {stated.Statement.Label}"));
    }

    internal static bool Agrees(Fact fact, TableAmount amount) =>
        Math.Abs(fact.Yuan!.Value - amount.Yuan) <= (fact.Resolution + amount.Resolution) / 2;

    private static bool AgreeWithEachOther(TableAmount one, TableAmount other) =>
        Math.Abs(one.Yuan - other.Yuan) <= (one.Resolution + other.Resolution) / 2;

    /// <summary>The sentence speaks of this year's money and the table of all, or the other way round: the difference is what was carried over.</summary>
    private static bool IsCarriedOver(Fact fact, TableAmount[] candidates, FactReading reading)
    {
        var carried = reading.Facts.Where(other => other.Yuan is > 0 && other.Subject.Contains("结转", StringComparison.Ordinal)).ToArray();
        return candidates.Any(candidate => carried.Any(other =>
            Math.Abs(Math.Abs(fact.Yuan!.Value - candidate.Yuan) - other.Yuan!.Value) <= (fact.Resolution + candidate.Resolution + other.Resolution) / 2));
    }

    /// <summary>Its row sums fail row after row: its columns are not what their headers say, so it contradicts no sentence.</summary>
    /// <remarks>A wrong digit breaks the sums of one row.</remarks>
    private static bool HasShiftedColumns(CanonicalTable table)
    {
        var ledger = new AmountLedger([table], []);
        Figure[] figures = [.. ledger.Amounts.Select(amount => new Figure(amount.Yuan, amount.Resolution, amount.IsBlank))];
        var rows = new RowSumIdentities().Of(table).GroupBy(identity => identity.Scope)
            .Select(row => row.Select(identity => Constraint.Bind(identity, identity.Rule, ledger)?.Result(figures)).ToArray()).ToArray();
        var broken = rows.Count(row => row.Contains(CheckResult.Broken));
        var holding = rows.Count(row => !row.Contains(CheckResult.Broken) && row.Contains(CheckResult.Holds));
        return broken > 1 && broken > holding;
    }

    /// <summary>"年初预算为 42.73 万元": what was planned, which tables of final accounts don't print.</summary>
    private static bool IsOfBudget(StatedFact stated)
    {
        var at = stated.Statement.Number is { } number ? stated.Fact.Text.IndexOf(number.Printed, StringComparison.Ordinal) : -1;
        return at > 0 && InitialBudget().IsMatch(stated.Fact.Text[..at]);
    }

    /// <summary>The table breaks down the amount that the sentence breaks down; not, for instance, this year's with what was carried over.</summary>
    private static bool IsOfSameWhole(Statement whole, TableAmount candidate) =>
        whole is not { Number: { } number, YuanPerUnit: { } unit } || candidate.Total is not var (total, resolution)
        || Math.Abs(number.Value * unit - total) <= (number.Resolution() * unit + resolution) / 2;

    private static Identity Same(string rule, Fact fact, TableAmount amount) => new(
        rule, IdentityKind.Equality, $"sentence {fact.Id}", [new(AmountKey.OfFact(fact.Id))], [new(amount.Key)],
        $"{fact.Subject} = {amount.Label}");

    /// <summary>本年 - 增减额 = 上年, where the sentence compares with the year before and the table prints it.</summary>
    private static Identity? LastYear(Fact fact, TableAmount amount, int? fiscalYear)
    {
        if (amount.LastYear is not { } last || fact.Change is not { From: { } from, Yuan: not null } || !IsYearBefore(from, fiscalYear)) return null;
        return new("T4", IdentityKind.Equality, $"sentence {fact.Id}",
            [new(AmountKey.OfFact(fact.Id)), new(AmountKey.OfChange(fact.Id), -1)], [new(last)], $"{fact.Subject} - 增减额 = {amount.Label} 上年");
    }

    /// <summary>Amounts whose table the disclosure lacks, while it has others: they cannot be checked.</summary>
    private IEnumerable<Finding> WithoutTable(FactReading reading, ImmutableArray<CanonicalTable> tables, int? fiscalYear)
    {
        var kinds = tables.Where(table => table.Unit is not null).Select(table => table.Kind).ToHashSet(StringComparer.Ordinal);
        if (kinds.Count(kind => links.Links.Any(link => link.Amounts.Any(amount => amount.Kind == kind))) < FewestKinds) yield break;
        foreach (var stated in reading.Stated)
        {
            if (stated is not { IsInTable: false, Statement.IsMoney: true, Fact: { Yuan: > 0 } fact } || fact.FiscalYear != fiscalYear) continue;
            var link = LinkOf(stated);
            if (link is null || link.Amounts.Any(amount => kinds.Contains(amount.Kind))) continue;
            yield return new("prose.no_table", Severity.Info, FindingCause.Unknown,
                $"{fact.Subject}: {AmountText.Format(fact.Yuan.Value)} is stated; the disclosure has no table to hold it against.", [fact.At],
                null, AmountText.Format(fact.Yuan.Value));
        }
    }

    /// <summary>A document with fewer kinds of table than this is an extract: what it lacks means nothing.</summary>
    private const int FewestKinds = 3;

    private static bool IsYearBefore(string from, int? fiscalYear) =>
        from.StartsWith("上年", StringComparison.Ordinal) || from.StartsWith("去年", StringComparison.Ordinal)
        || fiscalYear is { } year && from.StartsWith((year - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static Finding Unmatched(string rule, Fact fact, TableAmount[] candidates)
    {
        var printed = candidates.DistinctBy(candidate => candidate.Yuan).ToArray();
        return new($"prose.{rule}.scope", Severity.Info, FindingCause.Unknown,
            $"{fact.Subject}: {AmountText.Format(fact.Yuan!.Value)} is stated; the tables print "
            + string.Join(", ", printed.Select(candidate => $"{AmountText.Format(candidate.Yuan)} ({candidate.Label})")) + ".",
            [fact.At, .. printed.Select(candidate => candidate.At)],
            AmountText.Format(printed[0].Yuan), AmountText.Format(fact.Yuan.Value), AmountText.Format(fact.Yuan.Value - printed[0].Yuan));
    }

    [GeneratedRegex("(?:年初|调整|全年)预算数?(?:安排)?(?:数)?为?$", RegexOptions.CultureInvariant)]
    private static partial Regex InitialBudget();

    [GeneratedRegex("^当年|^本年", RegexOptions.CultureInvariant)]
    private static partial Regex Scope();

    [GeneratedRegex(@"（(\d+)）$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeBehind();
}
