using Normalizer.Canonical;
using Normalizer.Identification;
using Normalizer.Tests.Reference;

namespace Normalizer.Tests.Identification;

/// <summary>Covers as departments and units of all kinds of division print them; '/' parts the lines.</summary>
public sealed class CoversOfProvincesTests
{
    private static readonly string[] Body =
    [
        "一般公共预算财政拨款收入1,234.56万元，政府性基金预算收入0.00万元，国有资本经营预算收入0.00万元。",
        "基本支出1,000.00万元，项目支出234.56万元，“三公”经费预算12.30万元，机关运行经费99.10万元，政府采购10.00万元。",
        "部门收支总表", "部门收入总表",
    ];

    [Theory]
    [InlineData("2024年广东省教育厅部门预算", "广东省教育厅", "440000", 2024, "budget", "department")]
    [InlineData("中共浙江省委宣传部2023年部门预算", "中共浙江省委宣传部", "330000", 2023, "budget", "department")]
    [InlineData("内蒙古自治区人民检察院2024年部门预算公开", "内蒙古自治区人民检察院", "150000", 2024, "budget", "department")]
    [InlineData("新疆维吾尔自治区水利厅/2023年度部门决算", "新疆维吾尔自治区水利厅", "650000", 2023, "final", "department")]
    [InlineData("新疆生产建设兵团第八师教育局2024年部门预算公开", "新疆生产建设兵团第八师教育局", "", 2024, "budget", "department")]
    [InlineData("锡林郭勒盟行政公署办公室2024年部门预算", "锡林郭勒盟行政公署办公室", "152500", 2024, "budget", "department")]
    [InlineData("鄂温克族自治旗财政局2024年部门预算公开报告", "鄂温克族自治旗财政局", "150724", 2024, "budget", "department")]
    [InlineData("科尔沁左翼中旗农牧局/2023年度部门决算公开报告", "科尔沁左翼中旗农牧局", "150521", 2023, "final", "department")]
    [InlineData("延边朝鲜族自治州人民代表大会常务委员会办公室2024年部门预算", "延边朝鲜族自治州人民代表大会常务委员会办公室", "222400", 2024, "budget", "department")]
    [InlineData("延边州财政局2024年部门预算", "延边州财政局", "222400", 2024, "budget", "department")]
    [InlineData("中国人民政治协商会议成都市委员会办公厅2024年部门预算", "中国人民政治协商会议成都市委员会办公厅", "510100", 2024, "budget", "department")]
    [InlineData("杭州市西湖区转塘街道办事处2024年部门预算", "杭州市西湖区转塘街道办事处", "330106", 2024, "budget", "department")]
    [InlineData("四川省成都市双流区黄水镇人民政府/2024年部门预算", "四川省成都市双流区黄水镇人民政府", "510116", 2024, "budget", "department")]
    [InlineData("昆明市第一中学2024年单位预算公开", "昆明市第一中学", "530100", 2024, "budget", "unit")]
    [InlineData("湖北省武汉市中级人民法院2023年度部门决算", "湖北省武汉市中级人民法院", "420100", 2023, "final", "department")]
    [InlineData("共青团山东省委员会2024年部门预算", "共青团山东省委员会", "370000", 2024, "budget", "department")]
    [InlineData("贵州省总工会2024年部门预算", "贵州省总工会", "520000", 2024, "budget", "department")]
    [InlineData("二〇二三年度长沙市财政局部门决算", "长沙市财政局", "430100", 2023, "final", "department")]
    [InlineData("二○二四年/合肥市审计局部门预算", "合肥市审计局", "340100", 2024, "budget", "department")]
    [InlineData("2023年度/四川省卫生健康委员会/部门决算", "四川省卫生健康委员会", "510000", 2023, "final", "department")]
    [InlineData("2024年度/湖南省水利厅（本级）/单位预算", "湖南省水利厅（本级）", "430000", 2024, "budget", "unit")]
    [InlineData("海南省三亚市吉阳区人民政府办公室/2024年部门预算公开", "海南省三亚市吉阳区人民政府办公室", "460203", 2024, "budget", "department")]
    [InlineData("河南省人民医院2024年单位预算", "河南省人民医院", "410000", 2024, "budget", "unit")]
    [InlineData("西藏自治区那曲市色尼区农业农村局2024年部门预算", "西藏自治区那曲市色尼区农业农村局", "540602", 2024, "budget", "department")]
    [InlineData("广西壮族自治区柳州市柳南区教育局2024年部门预算", "广西壮族自治区柳州市柳南区教育局", "450204", 2024, "budget", "department")]
    [InlineData("天津市和平区卫生健康委员会2024年部门预算", "天津市和平区卫生健康委员会", "120101", 2024, "budget", "department")]
    [InlineData("大连市退役军人事务局2024年部门预算", "大连市退役军人事务局", "210200", 2024, "budget", "department")]
    [InlineData("福建省厦门市同安区五显镇人民政府2024年度部门预算", "福建省厦门市同安区五显镇人民政府", "350212", 2024, "budget", "department")]
    [InlineData("2024年部门预算公开/部门名称：宁夏回族自治区审计厅", "宁夏回族自治区审计厅", "640000", 2024, "budget", "department")]
    [InlineData("北京市海淀区人民政府学院路街道办事处/2024年部门预算", "北京市海淀区人民政府学院路街道办事处", "110108", 2024, "budget", "department")]
    [InlineData("中共湖北省委机构编制委员会办公室2024年部门预算", "中共湖北省委机构编制委员会办公室", "420000", 2024, "budget", "department")]
    [InlineData("石家庄市人民代表大会常务委员会办公室/2023年部门决算公开", "石家庄市人民代表大会常务委员会办公室", "130100", 2023, "final", "department")]
    [InlineData("苏州工业园区财政审计局2024年部门预算", "苏州工业园区财政审计局", "320576", 2024, "budget", "department")]
    [InlineData("黄山市徽州区岩寺镇人民政府2024年部门预算", "黄山市徽州区岩寺镇人民政府", "341004", 2024, "budget", "department")]
    [InlineData("吉林省长春市第二实验中学/2024年度单位预算", "吉林省长春市第二实验中学", "220100", 2024, "budget", "unit")]
    [InlineData("甘肃省甘南藏族自治州碌曲县财政局2024年部门预算公开情况说明", "甘肃省甘南藏族自治州碌曲县财政局", "623026", 2024, "budget", "department")]
    [InlineData("2024年西宁市城东区/教育局部门预算", "西宁市城东区教育局", "630102", 2024, "budget", "department")]
    [InlineData("安徽省2024年省级部门预算/安徽省科学技术厅", "安徽省科学技术厅", "340000", 2024, "budget", "department")]
    [InlineData("附件：/广东省深圳市福田区教育局（汇总）2024年部门预算", "广东省深圳市福田区教育局（汇总）", "440304", 2024, "budget", "department")]
    [InlineData("恩施土家族苗族自治州/2024年度部门预算公开/恩施土家族苗族自治州林业局", "恩施土家族苗族自治州林业局", "422800", 2024, "budget", "department")]
    [InlineData("黑龙江省哈尔滨市道里区群力街道办事处二〇二四年部门预算公开", "黑龙江省哈尔滨市道里区群力街道办事处", "230102", 2024, "budget", "department")]
    [InlineData("中共重庆市璧山区委组织部/2024年部门预算情况说明", "中共重庆市璧山区委组织部", "500120", 2024, "budget", "department")]
    [InlineData("太原市杏花岭区坝陵桥街道办事处 2024 年部门预算公开", "太原市杏花岭区坝陵桥街道办事处", "140107", 2024, "budget", "department")]
    [InlineData("2024年江西省赣州市瑞金市/部门预算/瑞金市红都幼儿园", "瑞金市红都幼儿园", "360781", 2024, "budget", "unit")]
    [InlineData("九三学社杭州市委员会2024年部门预算", "九三学社杭州市委员会", "330100", 2024, "budget", "department")]
    [InlineData("三亚市财政局2024年部门预算", "三亚市财政局", "460200", 2024, "budget", "department")]
    [InlineData("中国共产主义青年团辽宁省委员会/2023年度部门决算", "中国共产主义青年团辽宁省委员会", "210000", 2023, "final", "department")]
    [InlineData("阿坝州生态环境局2024年部门预算", "阿坝州生态环境局", "513200", 2024, "budget", "department")]
    [InlineData("湘西州花垣县民政局2024年部门预算", "湘西州花垣县民政局", "433124", 2024, "budget", "department")]
    [InlineData("国家税务总局宁波市税务局2024年部门预算", "国家税务总局宁波市税务局", "330200", 2024, "budget", "department")]
    [InlineData("2024年度部门预算/部门（单位）名称：中共三明市委党校", "中共三明市委党校", "350400", 2024, "budget", "unit")]
    [InlineData("乌鲁木齐市沙依巴克区人民法院2024年部门预算公开", "乌鲁木齐市沙依巴克区人民法院", "650103", 2024, "budget", "department")]
    [InlineData("荆门市掇刀区掇刀石街道办事处/2024年部门预算公开", "荆门市掇刀区掇刀石街道办事处", "420804", 2024, "budget", "department")]
    [InlineData("呼和浩特市赛罕区昭乌达路街道办事处2024年度部门预算公开报告", "呼和浩特市赛罕区昭乌达路街道办事处", "150105", 2024, "budget", "department")]
    [InlineData("云南省红河哈尼族彝族自治州个旧市妇幼保健院/2024年单位预算", "云南省红河哈尼族彝族自治州个旧市妇幼保健院", "532501", 2024, "budget", "unit")]
    [InlineData("哈尔滨市道外区残疾人联合会二〇二三年度部门决算", "哈尔滨市道外区残疾人联合会", "230104", 2023, "final", "department")]
    [InlineData("陕西省2024年部门综合预算/部门名称：陕西省文物局", "陕西省文物局", "610000", 2024, "budget", "department")]
    [InlineData("中国民主同盟广州市委员会2024年部门预算", "中国民主同盟广州市委员会", "440100", 2024, "budget", "department")]
    [InlineData("石家庄高新区财政局2024年部门预算", "石家庄高新区财政局", "130171", 2024, "budget", "department")]
    [InlineData("邯郸经开区社会事务局2024年部门预算", "邯郸经开区社会事务局", "130471", 2024, "budget", "department")]
    public void The_cover_tells_who_where_when_and_what(string cover, string agency, string division, int year, string kind, string scope)
    {
        var lines = cover.Split('/').Concat(Body).Select((text, i) => (Block)new TextBlock(text, 0, [new(0, Evidence.OnLine(i + 1, 0, text.Length))]));
        var identity = new IdentityResolver(TestReference.All).Resolve(new ExtractedDocument("text/plain", null, [.. lines], []), "").Value;
        Assert.Equal((agency, division, year, kind, scope), (identity.Publisher.Name, identity.Publisher.DivisionCode ?? "", identity.FiscalYear ?? 0,
            identity.Kind switch { DocumentKind.Budget => "budget", DocumentKind.FinalAccounts => "final", _ => "other" }, identity.Publisher.Scope));
    }
}
