namespace Extractor.Reading;

/// <summary>Turns CJK radicals, which some producers write for ordinary characters of the same look, into those characters.</summary>
/// <remarks>Chromium with Noto fonts maps a glyph shared by 人 and its radical to the radical's code point. Only the radical
/// blocks are touched: a compatibility normalisation of the whole text would also change full-width digits and units,
/// which belong to the printed text.</remarks>
public static class Radicals
{
    // U+2F00 to U+2FD5 in order: the compatibility mappings of UnicodeData.txt, but 户, 青 and 黄 as they are written today
    // (a simplified font shares the radical's glyph with those, not with 戶, 靑 and 黃).
    private const string Kangxi =
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳" +
        "心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸" +
        "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音" +
        "頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

    // U+2E80 to U+2EF3 in order: EquivalentUnifiedIdeograph.txt; the few without an equivalent in the basic plane stand for themselves.
    private const string Supplement =
        "⺀厂乛乚乙亻冂⺇刀刂卜㔾小小兀尣尢尣巳幺彑⺕忄㣺扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王⺪目示礻竹糹纟罓罒网⺴⺵羊羊羋耂肀聿" +
        "肉臼艹艹艹虎衤覀西见角⻇讠贝足车辶辶辶阝钅長镸长门⻕阝雨青韦页风飞食⻞飠饣⻡马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

    /// <summary>The ordinary character for a radical; any other code point as it is.</summary>
    public static int ToIdeograph(int codePoint) => codePoint switch
    {
        >= 0x2F00 and <= 0x2FD5 => Kangxi[codePoint - 0x2F00],
        >= 0x2E80 and <= 0x2EF3 => Supplement[codePoint - 0x2E80],
        _ => codePoint,
    };
}
