using Normalizer.Checks;
using Normalizer.Confidence;
using Normalizer.Facts;

namespace Normalizer.Reference;

/// <summary>Classifications, divisions, agency names and look-alike characters, each parsed when it is first asked for.</summary>
/// <remarks>Sources, trust, years and licences: README.md beside the files. Safe for several threads.</remarks>
public sealed class ReferenceData
{
    private readonly IReadOnlyDictionary<string, string> files;
    private readonly Lazy<DivisionGazetteer> divisions;
    private readonly Lazy<AgencyTerms> agencyTerms;
    private readonly Lazy<ConfusionTable> confusions;
    private readonly Lazy<IdentityCatalogue> identities;
    private readonly Lazy<CalibrationModel> calibration;
    private readonly Lazy<ProseLinks> proseLinks;
    private readonly Lazy<TableKinds> tableKinds;
    private readonly Lazy<CodeList> functional, departmentEconomic, governmentEconomic, revenue, procurement;

    /// <param name="files">Text of each reference file by file name ("functional_codes.csv").</param>
    public ReferenceData(IReadOnlyDictionary<string, string> files)
    {
        this.files = files;
        divisions = new(() => new(
            Text("admin_divisions.csv"), Text("admin_divisions_history.csv"), Text("admin_functional_zones.csv")));
        agencyTerms = new(() => new(Text("agency_terms.csv")));
        confusions = new(() => new(Text("confusions.csv")));
        calibration = new(() => CalibrationModel.Parse(Text("calibration.json")));
        identities = new(() => IdentityCatalogue.Parse(Text("identities.json")));
        proseLinks = new(() => ProseLinks.Parse(Text("prose_links.json")));
        tableKinds = new(() => new(Text("table_kinds.csv")));
        functional = new(() => CodeList.Parse(Text("functional_codes.csv")));
        departmentEconomic = new(() => CodeList.Parse(Text("department_economic_codes.csv")));
        governmentEconomic = new(() => CodeList.Parse(Text("government_economic_codes.csv")));
        revenue = new(() => CodeList.Parse(Text("revenue_codes.csv")));
        procurement = new(() => CodeList.ParseCatalogue(Text("procurement_catalogue.csv")));
    }

    public DivisionGazetteer Divisions => divisions.Value;
    public AgencyTerms AgencyTerms => agencyTerms.Value;
    public ConfusionTable Confusions => confusions.Value;
    public CalibrationModel Calibration => calibration.Value;
    public IdentityCatalogue Identities => identities.Value;
    public ProseLinks ProseLinks => proseLinks.Value;
    public TableKinds TableKinds => tableKinds.Value;
    public CodeList Functional => functional.Value;
    public CodeList DepartmentEconomic => departmentEconomic.Value;
    public CodeList GovernmentEconomic => governmentEconomic.Value;
    public CodeList Revenue => revenue.Value;
    public CodeList Procurement => procurement.Value;

    /// <summary>The list of a row's code system (cn-functional, …); null for systems without a list (unit codes).</summary>
    public CodeList? Codes(string? system) => system switch
    {
        "cn-functional" => Functional,
        "cn-economic-department" => DepartmentEconomic,
        "cn-economic-government" => GovernmentEconomic,
        "cn-revenue" => Revenue,
        "procurement" => Procurement,
        _ => null,
    };

    /// <summary>Words of the standard tables' titles and columns, without order: they tell what usual text looks like.</summary>
    public IEnumerable<string> TableWords
    {
        get
        {
            var csv = new CsvRows(Text("table_kinds.csv"));
            var columns = new[] { csv.Column("official_title"), csv.Column("aliases"), csv.Column("columns") };
            return csv.Rows.SelectMany(row => columns.SelectMany(column => row[column].Split(';', '|', '.')));
        }
    }

    private string Text(string name) =>
        files.TryGetValue(name, out var text) ? text : throw new KeyNotFoundException($"The reference file {name} is missing.");
}
