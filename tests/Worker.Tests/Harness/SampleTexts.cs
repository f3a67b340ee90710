using System.Globalization;

namespace Worker.Tests.Harness;

/// <summary>Small disclosures that differ from each other, each read in milliseconds.</summary>
internal static class SampleTexts
{
    public static void Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++) File.WriteAllText(Path.Combine(folder, $"{i:00000}.txt"), Text(i));
    }

    public static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"""
        重庆市綦江区医疗保障局
        2024年部门预算公开说明

        一、收支预算总体情况
        {number + 1}年一般公共预算财政拨款收入{number + 100}.25万元，支出{number + 100}.25万元。
        其中：基本支出{number + 90}.25万元，项目支出10.00万元。“三公”经费预算3.00万元，机关运行经费2.00万元，政府采购1.00万元。

        部门收支总表
        单位：万元
        项目	预算数
        一般公共预算拨款	{number + 100}.25
        合计	{number + 100}.25

        """);
}
