using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Worker.Tests.Harness;

namespace Worker.Tests;

/// <summary>One commit is one engine, wherever and however often it is built.</summary>
public sealed class EngineFingerprintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The generator of log methods writes several classes in an order that changes from build to build: the order of hashes
    /// that are seeded anew in every process.</summary>
    [Fact]
    public void All_log_methods_are_in_one_class()
    {
        var classes = typeof(Engine).Assembly.GetTypes()
            .Where(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Any(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null));
        Assert.Equal(["WorkerLog"], classes.Select(type => type.Name));
    }

    [Fact]
    public void No_assembly_holds_the_path_it_was_built_at()
    {
        foreach (var name in new[] { "Extractor.dll", "Normalizer.dll", "pipeline-worker.dll" })
        {
            var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, name)).AsSpan();
            Assert.True(bytes.IndexOf(System.Text.Encoding.UTF8.GetBytes(Repository.Root)) < 0, name);
            Assert.True(bytes.IndexOf(System.Text.Encoding.Unicode.GetBytes(Repository.Root)) < 0, name);
        }
    }

    [Fact, Trait("Category", "Nightly")]
    public async Task Two_copies_of_the_sources_build_the_same_engine()
    {
        var fingerprints = new List<string>();
        foreach (var copy in new[] { "one", "another-place" })
        {
            foreach (var part in new[] { "src", "fixtures" }) Copy(Path.Combine(Repository.Root, part), _folder.At(copy, part));
            foreach (var file in Directory.GetFiles(Repository.Root, "Directory.*")) File.Copy(file, _folder.At(copy, Path.GetFileName(file)));
            foreach (var file in new[] { "global.json", ".editorconfig" }) File.Copy(Path.Combine(Repository.Root, file), _folder.At(copy, file));
            using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", _folder.At(copy, "src/Worker/Worker.csproj"), "-c", "Release", "-v", "q", "-nologo", "-p:RunAnalyzers=false"])
            {
                RedirectStandardOutput = true,
            })!;
            var output = await build.StandardOutput.ReadToEndAsync();
            await build.WaitForExitAsync();
            Assert.True(build.ExitCode == 0, output);
            fingerprints.Add(EngineFingerprint.Of(_folder.At(copy, "src/Worker/bin/Release/net10.0")).Fingerprint);
        }
        Assert.Equal(fingerprints[0], fingerprints[1]);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from))
            if (Path.GetFileName(folder) is not ("bin" or "obj" or "cases")) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
