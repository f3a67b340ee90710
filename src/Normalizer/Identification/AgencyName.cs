using Normalizer.Reference;

namespace Normalizer.Identification;

/// <summary>The name of an agency taken apart: 重庆市渝北区 + 医疗保障局.</summary>
/// <param name="Text">The whole name, without white space.</param>
/// <param name="Divisions">What its division names can mean in the fiscal year; several if they do not tell, none if the name has none.</param>
/// <param name="DivisionEnd">One past the last character of the division names; 0 if there are none.</param>
/// <param name="HasStrangeDivision">A name of a district or county follows that the gazetteer does not know there: 重庆市 + 潼区.</param>
/// <param name="HasAgencySuffix">It ends as names of agencies do.</param>
public sealed record AgencyName(
    string Text, ImmutableArray<Division> Divisions, int DivisionEnd, bool HasStrangeDivision, bool HasAgencySuffix)
{
    public string Body => Text[DivisionEnd..];

    /// <summary>Nothing in it speaks against its being the name of a real agency.</summary>
    public bool IsWellFormed => Divisions.Length > 0 && !HasStrangeDivision && HasAgencySuffix && Body.Length >= 2;
}
