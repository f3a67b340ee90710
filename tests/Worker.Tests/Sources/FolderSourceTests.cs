using System.Text;
using Worker.Jobs;
using Worker.Sources;

namespace Worker.Tests.Sources;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderSource _source;

    public FolderSourceTests()
    {
        _folder.Write("inbox/a.txt", "inside");
        _folder.Write("inbox/deep/b.txt", "deep inside");
        _folder.Write("secret.txt", "outside");
        _source = new(name => name == "inbox" ? _folder.At("inbox") : null);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> ReadAsync(string name, string root = "inbox")
    {
        await using var content = await _source.OpenAsync(new(root, name, null, null), default);
        await using var stream = await content.OpenStreamAsync(default);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private async Task<string> CodeAsync(string name, string root = "inbox") =>
        (await Assert.ThrowsAsync<DocumentRejectedException>(() => ReadAsync(name, root))).Code;

    [Fact]
    public async Task A_file_below_the_root_is_read()
    {
        Assert.Equal("inside", await ReadAsync("a.txt"));
        Assert.Equal("deep inside", await ReadAsync("deep/b.txt"));
    }

    [Theory]
    [InlineData("../secret.txt")]
    [InlineData("deep/../../secret.txt")]
    [InlineData("./a.txt")]
    [InlineData("deep//b.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/x")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("a\u001bb")]
    [InlineData("")]
    public async Task A_name_that_could_lead_elsewhere_is_refused(string name) => Assert.Equal("source.name", await CodeAsync(name));

    [Fact]
    public async Task A_name_longer_than_a_message_can_carry_is_refused() => Assert.Equal("source.name", await CodeAsync(new('名', 400)));

    [Theory]
    [InlineData("CON")]
    [InlineData("\u202Egnp.txt")]
    [InlineData("😀.txt")]
    public async Task A_strange_name_is_only_a_name(string name)
    {
        _folder.Write($"inbox/{name}", "strange");
        Assert.Equal("strange", await ReadAsync(name));
    }

    [Fact]
    public async Task Links_are_not_followed_neither_as_file_nor_on_the_way()
    {
        File.CreateSymbolicLink(_folder.At("inbox", "link.txt"), _folder.At("secret.txt"));
        Directory.CreateSymbolicLink(_folder.At("inbox", "up"), _folder.Path);
        Assert.Equal("source.link", await CodeAsync("link.txt"));
        Assert.Equal("source.link", await CodeAsync("up/secret.txt"));
    }

    [Fact]
    public async Task A_directory_is_no_file() => Assert.Equal("source.special", await CodeAsync("deep"));

    [Fact]
    public async Task A_pipe_is_refused_and_does_not_hang()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var made = System.Diagnostics.Process.Start("mkfifo", [_folder.At("inbox", "pipe")]);
        await made!.WaitForExitAsync();
        Assert.Equal("source.special", await CodeAsync("pipe").WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_missing_file_and_an_unknown_root_say_so()
    {
        Assert.Equal("source.missing", await CodeAsync("gone.txt"));
        Assert.Equal("source.root", await CodeAsync("a.txt", "elsewhere"));
    }

    [Fact]
    public void A_walk_names_links_and_does_not_follow_them_so_a_loop_ends()
    {
        Directory.CreateSymbolicLink(_folder.At("inbox", "deep", "loop"), _folder.At("inbox"));
        var (root, names) = FolderWalker.Walk(_folder.At("inbox"), _folder.At("inbox", "out"));
        Assert.Equal(_folder.At("inbox"), root);
        Assert.Equal(["a.txt", "deep/b.txt", "deep/loop"], names);
    }

    [Fact]
    public void A_walk_leaves_the_output_folder_out_and_nothing_else()
    {
        _folder.Write("inbox/out/documents/x.json", "");
        _folder.Write("inbox/.hidden", "");
        Assert.Equal([".hidden", "a.txt", "deep/b.txt"], FolderWalker.Walk(_folder.At("inbox"), _folder.At("inbox", "out")).Names);
    }

    [Fact]
    public void A_walk_of_one_file_is_that_file()
    {
        var (root, names) = FolderWalker.Walk(_folder.At("inbox", "deep", "b.txt"), "");
        Assert.Equal((_folder.At("inbox", "deep"), "b.txt"), (root, Assert.Single(names)));
    }
}
