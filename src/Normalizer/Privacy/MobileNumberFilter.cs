using Normalizer.Canonical;

namespace Normalizer.Privacy;

/// <summary>Treats the mobile numbers in everything of a disclosure that is text; figures, codes and places stay as they are.</summary>
/// <remarks>It comes after all checks: nothing is decided differently because a number is hidden.</remarks>
public static class MobileNumberFilter
{
    public static Disclosure Apply(Disclosure disclosure, MobileNumberRule rule) =>
        rule == MobileNumberRule.Keep ? disclosure : new Pass(rule).Of(disclosure);

    private sealed class Pass(MobileNumberRule rule)
    {
        public Disclosure Of(Disclosure disclosure) => disclosure with
        {
            FileName = Of(disclosure.FileName), Identity = Of(disclosure.Identity), Tables = Each(disclosure.Tables, Of),
            Facts = Each(disclosure.Facts, fact => fact with { Section = Maybe(fact.Section), Subject = Of(fact.Subject), Text = Of(fact.Text) }),
            Checks = Each(disclosure.Checks, check => check with { Scope = Of(check.Scope), Formula = Of(check.Formula), Why = Maybe(check.Why) }),
            Repairs = Each(disclosure.Repairs, Of), Findings = Each(disclosure.Findings, Of),
            Decision = disclosure.Decision with
            {
                Reasons = Each(disclosure.Decision.Reasons, reason => reason with { Message = Of(reason.Message) }),
            },
        };

        private DocumentIdentity Of(DocumentIdentity identity) => identity with
        {
            Title = Of(identity.Title), Evidence = Each(identity.Evidence, Of),
            Publisher = identity.Publisher with { Name = Maybe(identity.Publisher.Name), NameAsPrinted = Maybe(identity.Publisher.NameAsPrinted) },
        };

        private CanonicalTable Of(CanonicalTable table) => table with
        {
            Title = Of(table.Title), TitleAsPrinted = Of(table.TitleAsPrinted), EmptyReason = Maybe(table.EmptyReason),
            Columns = Each(table.Columns, column => column with { Header = Each(column.Header, Of) }),
            Rows = Each(table.Rows, Of), Grid = GridOf(table), Indicators = Each(table.Indicators, Of),
        };

        private Row Of(Row row) => row with
        {
            Name = Maybe(row.Name), NameAsPrinted = Maybe(row.NameAsPrinted),
            Cells = row.Cells.With((_, cell) => Of(cell)),
        };

        private Cell Of(Cell cell) => IsFigure(cell) || (Of(cell.Printed) == cell.Printed && Of(cell.Text) == cell.Text) ? cell : cell with { Printed = Of(cell.Printed), Text = Of(cell.Text) };

        private Indicator Of(Indicator indicator) => indicator with
        {
            Level1 = Maybe(indicator.Level1), Level2 = Maybe(indicator.Level2), Level3 = Maybe(indicator.Level3), Value = Maybe(indicator.Value),
        };

        /// <summary>Eleven digits in an amount column of the grid are an amount, as they are in the row's cell.</summary>
        private ImmutableArray<ImmutableArray<string>> GridOf(CanonicalTable table)
        {
            return [.. table.Grid.Select((line, row) =>
                line.Any(text => Of(text) != text) ? [.. line.Select((text, column) => IsFigureAt(row, column) ? text : Of(text))] : line)];

            bool IsFigureAt(int row, int column) => table.Rows.Any(one =>
                one.Index + table.HeaderRows == row && one.Cells.TryGetValue($"c{column + 1}", out var cell) && IsFigure(cell));
        }

        private static bool IsFigure(Cell cell) => cell.State is CellState.Amount or CellState.Percent or CellState.Count or CellState.Code;

        private Repair Of(Repair repair) => repair with { From = Of(repair.From), To = Of(repair.To), Evidence = Each(repair.Evidence, Of) };

        private Finding Of(Finding finding) => finding with
        {
            Message = Of(finding.Message), Expected = Maybe(finding.Expected), Found = Maybe(finding.Found), Difference = Maybe(finding.Difference),
        };

        private string Of(string text) => MobileNumber.Apply(text, rule);

        private string? Maybe(string? text) => text is null ? null : Of(text);

        private static ImmutableArray<T> Each<T>(ImmutableArray<T> values, Func<T, T> change) where T : class
        {
            var changed = ImmutableArray.CreateBuilder<T>(values.Length);
            foreach (var value in values) changed.Add(change(value));
            return changed.MoveToImmutable();
        }
    }
}
