using System.Diagnostics;
using System.Globalization;
using Interception.Tests.Support;

namespace Interception.Tests.Supply;

/// <summary>What others made and we ship or build with: locked, free, and above the versions that are known to be unsafe.</summary>
public class SupplyTests(ITestOutputHelper output)
{
    private static readonly string[] Free =
        ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Unlicense", "MPL-2.0"];

    /// <summary>Advisories of 2026: nested arrays end the process (CVE-2026-45591); everything of 10.0 up to .9.</summary>
    private static readonly Dictionary<string, string> Floors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MessagePack"] = "2.5.301",
        ["Microsoft.AspNetCore.SignalR.Client"] = "10.0.10",
        ["Microsoft.AspNetCore.Http.Connections.Client"] = "10.0.10",
        ["Microsoft.AspNetCore.SignalR.Protocols.MessagePack"] = "10.0.10",
        ["Newtonsoft.Json"] = "13.0.1",
        ["OpenTelemetry.Api"] = "1.11.2",
    };

    [Fact]
    public void Every_licence_is_a_free_one_and_stands_in_the_list()
    {
        var list = Repository.Text("LICENSES.md");
        var table = Table("NuGet", Package.OfNuGet()) + "\n" + Table("npm", Package.OfNpm());

        Package.OfNuGet().Concat(Package.OfNpm()).Where(package => !Free.Contains(package.Licence)).Should().BeEmpty();
        list.ReplaceLineEndings("\n").Should().Contain(table, "LICENSES.md has to end like this:\n\n{0}\n", table);
    }

    [Fact]
    public void What_is_shipped_or_run_in_the_browser_needs_no_more_than_a_notice()
    {
        var shipped = Package.OfNuGet().Where(package => File.ReadAllText(Package.LockFiles()[0]).Contains($"\"{package.Name}\"", StringComparison.Ordinal));

        shipped.Select(package => package.Licence).Distinct().Should().NotContain("MPL-2.0");
    }

    [Fact]
    public void No_version_is_below_the_floor_of_a_known_weakness()
    {
        foreach (var package in Package.OfNuGet())
        {
            if (Floors.TryGetValue(package.Name, out var floor))
                Number(package.Version).Should().BeGreaterThanOrEqualTo(Number(floor), package.Name);
        }

        Environment.Version.Should().BeGreaterThanOrEqualTo(new Version(10, 0, 10), "this is the runtime that the tests run on");
    }

    [Fact]
    public void Browsers_are_offered_JSON_and_nothing_that_needs_another_parser() =>
        Package.OfNuGet().Select(package => package.Name).Should().NotContain(name => name.Contains("MessagePack", StringComparison.OrdinalIgnoreCase));

    [Fact(Timeout = 120_000)]
    public async Task On_CI_only_what_is_locked_is_restored()
    {
        Package.LockFiles().Should().OnlyContain(file => File.Exists(file));
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(Repository.Root, "Server", "Server.csproj"), "-getProperty:RestoreLockedMode"])
        {
            RedirectStandardOutput = true,
            Environment = { ["CI"] = "true" },
        };
        using var msbuild = Process.Start(start)!;

        var said = await msbuild.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"runtime {Environment.Version}, {Package.OfNuGet().Count} packages of NuGet, {Package.OfNpm().Count} of npm"));
        said.Trim().Should().Be("true");
    }

    private static string Table(string source, IEnumerable<Package> packages) => string.Join('\n',
        [$"| {source} | licence |", "| --- | --- |", .. packages.Select(package => $"| {package.Name} | {package.Licence} |").Distinct().Order(StringComparer.Ordinal)]) + "\n";

    private static Version Number(string version) => Version.Parse(version.Split('-')[0]);
}
