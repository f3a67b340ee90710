using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>The sums of a constraint under given figures: all that its result depends on. One figure changed is one term taken out and
/// put back, however many terms there are.</summary>
/// <param name="Left">Sum of the left terms that are readable, in yuan.</param>
/// <param name="LeftSlack">Sum of the last printed digits of the left terms.</param>
/// <param name="Slack">The same of all terms; an amount on both sides counts by what is left of it.</param>
/// <param name="Unreadable">Terms without a value.</param>
/// <param name="LeftStated">Left terms that are no blanks.</param>
public readonly record struct Balance(
    decimal Left, decimal Right, decimal LeftSlack, decimal RightSlack, decimal Slack, int Unreadable, int LeftStated, int RightStated)
{
    /// <summary>Left minus right in yuan; null when a term is unreadable.</summary>
    public decimal? Residual => Unreadable > 0 ? null : Left - Right;

    /// <summary>What the printed digits leave open: half the sum of their last digits.</summary>
    public decimal Tolerance => Slack / 2;

    /// <summary>A sum says something when both its sides have a printed figure: blanks alone agree with everything.</summary>
    public bool IsStated => LeftStated > 0 && RightStated > 0;

    public Balance With(BoundTerm term, Figure figure) => Add(term, figure, 1);

    public Balance Without(BoundTerm term, Figure figure) => Add(term, figure, -1);

    private Balance Add(BoundTerm term, Figure figure, int sign)
    {
        var yuan = sign * (figure.Yuan ?? 0);
        var digit = sign * figure.Resolution;
        return new(
            Left + term.LeftFactor * yuan, Right + term.RightFactor * yuan,
            LeftSlack + Math.Abs(term.LeftFactor) * digit, RightSlack + Math.Abs(term.RightFactor) * digit,
            Slack + Math.Abs(term.Factor) * digit, Unreadable + (figure.Yuan is null ? sign : 0),
            LeftStated + (!figure.IsBlank && term.IsLeft ? sign : 0), RightStated + (!figure.IsBlank && !term.IsLeft ? sign : 0));
    }
}
