using Normalizer.Reference;

namespace Normalizer.Tests.Reference;

public sealed class ReferenceDataTests
{
    private readonly ReferenceData reference = TestReference.All;

    [Fact]
    public void A_division_abolished_in_2025_is_found_in_the_years_it_existed() =>
        Assert.Equal("重庆市渝北区", reference.Divisions.ByCode("500112", 2024)?.FullName);

    [Theory]
    [InlineData("重庆市渝北区医疗保障局", 2024, "500112", 6)]
    [InlineData("渭南市潼关县财政局", 2023, "610522", 6)]
    [InlineData("潼关县财政局", 2023, "610522", 3)]
    [InlineData("江苏省人大常委会办公厅", 2019, "320000", 3)]
    [InlineData("重庆市潼南县医疗保障局", 2014, "500223", 6)]
    public void Division_names_at_the_start_of_an_agency_are_read(string agency, int year, string code, int length)
    {
        var reading = reference.Divisions.ReadStart(agency, year);
        Assert.Equal(code, Assert.Single(reading.Divisions).Code);
        Assert.Equal(length, reading.Length);
    }

    [Fact]
    public void A_name_that_several_divisions_bear_stays_open()
    {
        var codes = reference.Divisions.ReadStart("朝阳区统计局", 2024).Divisions.Select(division => division.Code);
        Assert.Equal(["110105", "220104"], codes.Order());
    }

    [Fact]
    public void A_division_is_not_known_under_a_name_it_no_longer_has() =>
        Assert.Empty(reference.Divisions.Named("潼南县", 2020));

    [Theory]
    [InlineData("2080599", 2018, "其他行政事业单位离退休支出")]
    [InlineData("2080599", 2022, "其他行政事业单位养老支出")]
    public void A_code_has_the_name_of_its_year(string code, int year, string name) =>
        Assert.Equal(name, reference.Functional.Find(code, year)?.Name);

    [Fact]
    public void A_quoted_field_keeps_its_comma_and_its_quotes()
    {
        var confusions = new ReferenceData(new Dictionary<string, string>
        {
            ["confusions.csv"] = "a,b,kind,weight,source,licence\n箅,算,shape,0.8,\"curated, \"\"own\"\"\",CC0\n",
        }).Confusions;
        Assert.True(confusions.IsMisreading('箅', '算'));
        Assert.False(confusions.IsMisreading('算', '箅'));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("revenue_codes.csv",
            Assert.Throws<KeyNotFoundException>(() => new ReferenceData(new Dictionary<string, string>()).Revenue).Message, StringComparison.Ordinal);
}
