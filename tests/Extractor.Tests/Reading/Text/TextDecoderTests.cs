using System.Text;
using Extractor.Reading.Text;

namespace Extractor.Tests.Reading.Text;

public sealed class TextDecoderTests
{
    private const string Sample = "重庆市綦江区医疗保障局\n项目\t预算数\n合计\t552.80\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "utf-16 little with mark", "utf-16 little", "utf-16 big with mark", "utf-16 big", "gb18030"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Each_encoding_is_told_by_the_bytes(string name) => Assert.Equal(Sample, TextDecoder.Decode(Encode(name)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_cut_in_mid_character_still_reads(int lost)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Sample, 20)) + "支出");
        Assert.StartsWith(Sample, TextDecoder.Decode(bytes.AsSpan(0, bytes.Length - lost)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_byte_and_a_zero_byte_do_not_turn_the_text_into_another()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Sample, 20)));
        bytes[7] = 0xFF;
        bytes[^1] = 0;
        Assert.Contains("綦江区医疗保障局", TextDecoder.Decode(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_refused_as_binary()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);
        Assert.Equal("binary", Assert.Throws<DocumentRejectedException>(() => TextDecoder.Decode(bytes)).Code);
    }

    [Fact]
    public void Nothing_but_white_space_is_refused_as_empty() =>
        Assert.Equal("empty", Assert.Throws<DocumentRejectedException>(() => TextDecoder.Decode(" \n\t\r\n\u3000"u8)).Code);

    private static byte[] Encode(string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8 with mark" => new UTF8Encoding(true),
            "utf-16 little with mark" => new UnicodeEncoding(false, true),
            "utf-16 little" => new UnicodeEncoding(false, false),
            "utf-16 big with mark" => new UnicodeEncoding(true, true),
            "utf-16 big" => new UnicodeEncoding(true, false),
            _ => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!,
        };
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(Sample)];
    }
}
