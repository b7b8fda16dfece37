using System.Text.Json;
using System.Text.RegularExpressions;
using Interception.Tests.Support;

namespace Interception.Tests.Supply;

/// <summary>A package that some project uses, directly or through another.</summary>
internal sealed partial record Package(string Name, string Version, string Licence)
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>All of NuGet, from the lock files; licences from the packages' own descriptions.</summary>
    public static IReadOnlyList<Package> OfNuGet() =>
        [.. LockFiles().SelectMany(Locked).Distinct().Select(locked => new Package(locked.Name, locked.Version, LicenceOf(locked.Name, locked.Version)))];

    /// <summary>All of npm, from its lock file.</summary>
    public static IReadOnlyList<Package> OfNpm()
    {
        using var json = JsonDocument.Parse(Repository.Text(Path.Combine("Client.Web", "package-lock.json")));
        return [.. json.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0).Select(package => new Package(
            package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..],
            package.Value.GetProperty("version").GetString()!,
            package.Value.TryGetProperty("license", out var licence) ? licence.GetString()! : "none"))];
    }

    /// <summary>The lock file of every project.</summary>
    public static IReadOnlyList<string> LockFiles() =>
        [.. new[] { "Server", "Server/Contracts", "Client.Console", "Tests", "Tests/Benchmarks" }.Select(project => Path.Combine(Repository.Root, project, "packages.lock.json"))];

    private static IEnumerable<(string Name, string Version)> Locked(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => (package.Name, package.Value.GetProperty("resolved").GetString()!))];
    }

    private static string LicenceOf(string name, string version)
    {
        var id = name.ToLowerInvariant();
        var text = File.ReadAllText(Path.Combine(Folder, id, version.ToLowerInvariant(), $"{id}.nuspec"));
        var said = Said().Match(text);
        return said.Groups["expression"] is { Success: true } expression ? expression.Value
            // Before there were expressions: a file or an address, whose text is MIT's in both cases.
            : (name, said.Value) switch
            {
                ("OllamaSharp", _) => "MIT",
                (_, var url) when url.Contains("github.com/dotnet/corefx/blob/master/LICENSE.TXT", StringComparison.Ordinal) => "MIT",
                _ => "unknown",
            };
    }

    [GeneratedRegex(@"<license type=""expression"">(?<expression>[^<]+)|<licenseUrl>[^<]*")]
    private static partial Regex Said();
}
