using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Normalizer.Repairs;

/// <summary>How the amounts of one table are written: their decimals and whether thousands are separated.</summary>
/// <param name="Decimals">Places after the point of most amounts; null where they vary.</param>
/// <param name="Separated">True or false where most amounts of four and more digits agree; null otherwise.</param>
public sealed partial record PrintedForm(int? Decimals, bool? Separated)
{
    /// <summary>So many agree before a form is called the table's own.</summary>
    private const double Agreement = 0.7;

    /// <summary>Of a table that writes its amounts in no one way.</summary>
    public static readonly PrintedForm Any = new(null, null);

    /// <param name="printed">Glyphs (see <see cref="Glyphs"/>) of the table's amounts.</param>
    public static PrintedForm Of(IReadOnlyCollection<string> printed)
    {
        var wellFormed = printed.Where(text => Plain().IsMatch(text)).ToArray();
        var decimals = wellFormed.GroupBy(DecimalsOf).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault();
        var large = printed.Where(text => text.Count(char.IsAsciiDigit) - Math.Max(0, DecimalsOf(text)) > 3).ToArray();
        var separated = large.Count(text => text.Contains(',', StringComparison.Ordinal));
        return new(
            decimals is not null && decimals.Count() >= Agreement * printed.Count ? decimals.Key : null,
            large.Length == 0 ? null : separated >= Agreement * large.Length ? true : separated <= (1 - Agreement) * large.Length ? false : null);
    }

    /// <summary>The characters an amount was read as: full-width forms made plain, blanks, markup and unit dropped.</summary>
    public static string Glyphs(string printed)
    {
        var text = new StringBuilder();
        foreach (var c in Markup().Replace(printed, ""))
        {
            var plain = c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c switch { '。' => '.', '、' => ',', '−' or '–' or '—' => '-', '〇' or '○' => '0', _ => c };
            if (!char.IsWhiteSpace(plain)) text.Append(plain);
        }
        return text.ToString();
    }

    /// <summary>False where the glyphs cannot be an amount as this table prints them: the source has been damaged here.</summary>
    public bool Allows(string glyphs)
    {
        if (!Plain().IsMatch(glyphs)) return false;
        if (Decimals is { } decimals && DecimalsOf(glyphs) != decimals) return false;
        var whole = glyphs.Split('.')[0].TrimStart('-');
        return whole.Length <= 3 || Separated is not { } separated || separated == whole.Contains(',', StringComparison.Ordinal);
    }

    /// <summary>The ways this value may have been written before it was damaged, the table's own form first.</summary>
    /// <param name="value">In the printed unit.</param>
    public IEnumerable<string> Written(decimal value)
    {
        var least = LeastDecimals(value);
        foreach (var separated in Separated is { } known ? [known] : new[] { true, false })
            foreach (var decimals in Decimals >= least ? [Decimals.Value] : new[] { Math.Max(2, least), least }.Distinct())
                yield return value.ToString((separated ? "#,##0" : "0") + (decimals > 0 ? "." + new string('0', decimals) : ""), CultureInfo.InvariantCulture);
    }

    private static int LeastDecimals(decimal value)
    {
        var places = 0;
        while (places < 6 && value != Math.Round(value, places)) places++;
        return places;
    }

    private static int DecimalsOf(string text) =>
        text.LastIndexOf('.') is var point && point < 0 ? 0 : text.Length - point - 1;

    [GeneratedRegex(@"^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$")]
    private static partial Regex Plain();

    /// <summary>What is no part of the figure: tags, emphasis, the currency before it and the unit behind it.</summary>
    [GeneratedRegex(@"</?[A-Za-z]{1,6}\s*/?>|\*\*|\\|^\s*[¥￥]|(?:百万|万|千|亿)?\s*元\s*$")]
    private static partial Regex Markup();
}
