using Normalizer.Facts;

namespace Normalizer.Tests.Facts;

public sealed class ProseLexerTests
{
    /// <summary>Words are taken in runs: a run must stop before everything that begins a token.</summary>
    [Theory]
    [InlineData("较上年预算"), InlineData("相比去年"), InlineData("相较于上年"), InlineData("对比预算数"), InlineData("比上年"), InlineData("与上年相比"), InlineData("和上年相比"), InlineData("同上年相比"), InlineData("同比")]
    [InlineData("当年"), InlineData("本年度"), InlineData("今年"), InlineData("截至2023年底"), InlineData("上年末"), InlineData("去年底"), InlineData("2024年"), InlineData("12.5万元"), InlineData("-3.1%")]
    [InlineData("增长的主要原因是"), InlineData("的原因是"), InlineData("原因是"), InlineData("主要由于"), InlineData("是由于"), InlineData("由于"), InlineData("用于"), InlineData("用途主要包括"), InlineData("变动原因是")]
    [InlineData("主要是"), InlineData("其中"), InlineData("包括"), InlineData("分别为"), InlineData("此外"), InlineData("另外"), InlineData("按支出性质分")]
    [InlineData("持平"), InlineData("无增减变化"), InlineData("没有变化"), InlineData("增减0"), InlineData("保持不变"), InlineData("不变"), InlineData("相一致"), InlineData("一致"), InlineData("不可比"), InlineData("无可比性")]
    [InlineData("增加"), InlineData("提高"), InlineData("上升"), InlineData("净增"), InlineData("净减"), InlineData("调增"), InlineData("调减"), InlineData("追加"), InlineData("减少"), InlineData("下降"), InlineData("降低"), InlineData("压减"), InlineData("缩减"), InlineData("回落")]
    [InlineData("占"), InlineData("各增加"), InlineData("×2"), InlineData("*2"), InlineData("x2"), InlineData("X2"), InlineData("，"), InlineData(","), InlineData("、"), InlineData("；"), InlineData("："), InlineData("。")]
    public void A_run_of_words_stops_before_a_token(string token)
    {
        var tokens = ProseLexer.Read(new ProseText("某事" + token));
        Assert.Equal("某事", tokens[0].Text);
        Assert.NotEqual(TokenKind.Word, tokens[1].Kind);
    }
}
