using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>What an amount may have been, given what an identity wants it to be.</summary>
public sealed class ReadingGenerator
{
    private readonly ConstraintGraph graph;
    private readonly ReadingCost cost;
    private readonly string[] glyphs;
    private readonly PrintedForm[] forms;
    private readonly double[] formCosts;

    /// <summary>Tables whose form is that of the others.</summary>
    private readonly HashSet<string> borrowed;

    public ReadingGenerator(ConstraintGraph graph, ReadingCost cost)
    {
        this.graph = graph;
        this.cost = cost;
        var amounts = graph.Ledger.Amounts;
        glyphs = [.. amounts.Select(amount => PrintedForm.Glyphs(amount.Printed))];
        // Sentences print amounts as they like; only tables have a form.
        var inTables = Enumerable.Range(0, amounts.Count).Where(i => amounts[i].Key.Row >= 0 && !amounts[i].IsBlank).ToArray();
        var ofUnit = inTables.GroupBy(i => amounts[i].Unit).ToDictionary(group => group.Key, FormOf);
        var byOwner = inTables.GroupBy(i => amounts[i].Key.Owner).ToDictionary(
            group => group.Key, group => IsOfForm(group, ofUnit[amounts[group.First()].Unit]) ? ofUnit[amounts[group.First()].Unit] : FormOf(group), StringComparer.Ordinal);
        borrowed = [.. byOwner.Where(owner => ofUnit.ContainsValue(owner.Value)).Select(owner => owner.Key)];
        forms = [.. amounts.Select(amount => (amount.Key.Row < 0 ? null : byOwner.GetValueOrDefault(amount.Key.Owner)) ?? new(null, null))];
        formCosts = new double[amounts.Count];
        for (var i = 0; i < formCosts.Length; i++) formCosts[i] = FormCostOf(i);
    }

    /// <summary>The printed figure, no more precise than it is and no less than its table: "81,455.4" among amounts with two
    /// decimals has lost a digit, and is not a rounded figure.</summary>
    public Figure FigureOf(int amount)
    {
        var figure = graph.Figures[amount];
        if (figure.IsBlank || forms[amount].Decimals is not { } decimals) return figure;
        return figure with { Resolution = Math.Min(figure.Resolution, graph.Ledger.Amounts[amount].Unit / AmountText.PowerOfTen(decimals)) };
    }

    /// <summary>False where the printed glyphs cannot be one of this table's amounts as they are.</summary>
    public bool IsIntact(int amount) => graph.Ledger.Amounts[amount].IsBlank || forms[amount].Allows(glyphs[amount]);

    /// <param name="wanted">Yuan.</param>
    /// <param name="slack">Yuan that the other amounts' rounding leaves open.</param>
    /// <returns>The cheapest reading within the slack; null if none is worth a look.</returns>
    public Reading? Read(int amount, decimal wanted, decimal slack)
    {
        var printed = graph.Ledger.Amounts[amount];
        // A zero is written with zeros: nothing else is ever misread for it as a whole.
        if (printed.IsBlank || glyphs[amount].Length == 0 || wanted == 0 && printed.Yuan != 0) return null;
        var grid = printed.Unit / AmountText.PowerOfTen(forms[amount].Decimals ?? Math.Max(2, DecimalsOf(printed)));
        var center = Math.Round(wanted / grid, MidpointRounding.ToEven);
        if (Math.Abs(center * grid - wanted) > slack + grid / 2) return null;
        var steps = (int)Math.Min(MaxSteps, Math.Floor(slack / grid));
        Reading? best = null;
        for (var step = -steps; step <= steps; step++)
            if (ReadAs(amount, (center + step) * grid, grid) is { } reading &&
                (best is null || reading.Cost + Math.Abs(step) * StepCost < best.Cost))
                best = reading;
        return best;
    }

    /// <summary>Values this many last digits beside the wanted one are tried where rounding leaves them open.</summary>
    private const int MaxSteps = 10;

    /// <summary>Rounding errors far from the middle are rarer.</summary>
    private const double StepCost = 0.1;

    private Reading? ReadAs(int amount, decimal yuan, decimal grid)
    {
        var value = yuan / graph.Ledger.Amounts[amount].Unit;
        Reading? best = null;
        foreach (var text in forms[amount].Written(value))
            if (IsNear(glyphs[amount], text) && cost.Of(glyphs[amount], text) is var price && price <= ReadingCost.Limit &&
                (best is null || price < best.Cost))
                best = new(amount, amount, new(yuan, grid, false), text, price, formCosts[amount], text.Count(char.IsAsciiDigit) - DigitsIn(glyphs[amount]));
        return best is { Digits: 0 } ? best with { ZerosWon = ZerosAtEnd(best.Text) - ZerosAtEnd(glyphs[amount]) } : best;
    }

    private static int ZerosAtEnd(string text)
    {
        var zeros = 0;
        for (var at = text.Length - 1; at >= 0 && (text[at] is '0' or '.' or ','); at--)
            if (text[at] == '0') zeros++;
        return zeros;
    }

    /// <summary>The one amount that the glyphs spell in this table's form, where they are none as they stand: look-alike letters are
    /// their digits, and a lost or mistaken decimal point stands before the table's decimals.</summary>
    /// <returns>Null where the figure is intact, or no reading or several are possible.</returns>
    public Reading? Spelled(int amount)
    {
        if (IsIntact(amount) || forms[amount].Decimals is not { } decimals) return null;
        var digits = new System.Text.StringBuilder();
        var pointed = false;
        foreach (var glyph in glyphs[amount])
            if (cost.DigitOf(glyph) is { } digit) digits.Append(digit);
            else if (glyph is not (',' or '.' or '-' or '·' or ':' or ';' or '\'')) return null;
            else pointed |= glyph == '.';
        if (digits.Length is 0 or > 15) return null;
        // Whole numbers of a table that has no form of its own are whole numbers.
        if (glyphs[amount].AsSpan().IndexOfAny(',', '.') < 0 && borrowed.Contains(graph.Ledger.Amounts[amount].Key.Owner)) return null;
        var value = decimal.Parse(digits.ToString(), System.Globalization.CultureInfo.InvariantCulture) / AmountText.PowerOfTen(decimals);
        if (glyphs[amount][0] == '-') value = -value;
        var printed = graph.Ledger.Amounts[amount];
        return ReadAs(amount, value * printed.Unit, printed.Unit / AmountText.PowerOfTen(decimals)) is { } reading && reading.Cost <= (pointed ? MostLookalikes : PointLost)
            && reading.Figure.Yuan != printed.Yuan ? reading : null;
    }

    /// <summary>Look-alike letters for any digits, no separator moved.</summary>
    private const double MostLookalikes = 1.2;

    private const double PointLost = 2.1;

    /// <summary>A table of fewer amounts has no form of its own, but that of the document's tables in its unit.</summary>
    private const int LeastForForm = 4;

    /// <summary>Few amounts, and most of those that are well-formed are written as the other tables write theirs.</summary>
    private bool IsOfForm(IEnumerable<int> amounts, PrintedForm form)
    {
        var wellFormed = amounts.Where(i => PrintedForm.Any.Allows(glyphs[i])).ToArray();
        return amounts.Count() < LeastForForm && wellFormed.Count(i => form.Allows(glyphs[i])) * 2 >= wellFormed.Length;
    }

    private PrintedForm FormOf(IEnumerable<int> amounts) => PrintedForm.Of([.. amounts.Select(i => glyphs[i])]);

    private double FormCostOf(int amount)
    {
        if (IsIntact(amount)) return 0;
        if (Spelled(amount) is { } spelled) return spelled.Cost;
        var printed = graph.Ledger.Amounts[amount];
        if (printed.Yuan is not { } yuan) return double.PositiveInfinity;
        var cheapest = forms[amount].Written(yuan / printed.Unit).Select(text => cost.Of(glyphs[amount], text)).Min();
        return cheapest < ReadingCost.Digit ? cheapest : double.PositiveInfinity;
    }

    /// <summary>Letters read for digits count: they stand in a digit's place.</summary>
    private static int DigitsIn(string text) => text.Count(char.IsAsciiLetterOrDigit);

    /// <summary>A cheap look before the dear one: all but three characters agree from the left and from the right.</summary>
    private static bool IsNear(string printed, string wanted)
    {
        int left = 0, right = 0;
        int i = 0, j = 0;
        while (Next(printed, ref i) is var a && Next(wanted, ref j) is var b && a != '\0' && b != '\0' && Agree(a, b)) left++;
        i = printed.Length - 1;
        j = wanted.Length - 1;
        while (Previous(printed, ref i) is var a && Previous(wanted, ref j) is var b && a != '\0' && b != '\0' && Agree(a, b)) right++;
        var longest = Math.Max(printed.Count(IsFigure), wanted.Count(IsFigure));
        return left + right >= longest - Math.Min(3, longest / 2);
    }

    private static bool Agree(char printed, char wanted) => printed == wanted || !char.IsAsciiDigit(printed);

    private static bool IsFigure(char c) => c is not (',' or '.');

    private static char Next(string text, ref int at)
    {
        while (at < text.Length && !IsFigure(text[at])) at++;
        return at < text.Length ? text[at++] : '\0';
    }

    private static char Previous(string text, ref int at)
    {
        while (at >= 0 && !IsFigure(text[at])) at--;
        return at >= 0 ? text[at--] : '\0';
    }

    private static int DecimalsOf(LedgerAmount amount) =>
        amount.Resolution > 0 ? Math.Max(0, (int)Math.Round(Math.Log10((double)(amount.Unit / amount.Resolution)))) : 2;
}
