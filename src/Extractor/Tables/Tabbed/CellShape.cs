using static Extractor.Cleanup.CharacterClass;

namespace Extractor.Tables.Tabbed;

/// <summary>What a cell looks like, damage included: "2,09B.Z3" is still a number.</summary>
public enum CellShape
{
    Blank,

    /// <summary>At least two of five characters are digits, and no ideograph is among them: amounts, codes, percentages, dates.</summary>
    Number,

    /// <summary>Only signs: "≥", "-", "/", ".....".</summary>
    Sign,

    Text,
}

public static class CellShapes
{
    public static CellShape Of(string text)
    {
        if (text.Length == 0) return CellShape.Blank;
        int digits = 0, letters = 0, others = 0;
        foreach (var c in text)
        {
            if (IsDigit(Narrow(c))) digits++;
            else if (IsIdeograph(c)) return CellShape.Text;
            else if (char.IsLetter(c)) letters++;
            else if (!IsBlank(c)) others++;
        }
        if (digits > 0 && digits * 5 >= (digits + letters + others) * 2) return CellShape.Number;
        return letters + digits == 0 ? CellShape.Sign : CellShape.Text;
    }
}
