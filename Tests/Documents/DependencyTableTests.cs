using System.Text.Json;
using System.Xml.Linq;
using Interception.Tests.Support;

namespace Interception.Tests.Documents;

/// <summary>The table in CONTRIBUTING.md says of each package of ours why it is there, and of no other.</summary>
public sealed class DependencyTableTests
{
    [Fact]
    public void Every_package_has_a_row_and_every_row_a_package() => Rows().Should().BeEquivalentTo(FromNuGet().Union(FromNpm()));

    private static IEnumerable<string> Rows()
    {
        var text = Repository.Text("CONTRIBUTING.md").ReplaceLineEndings("\n");
        return text[text.IndexOf("| package | licence | why |", StringComparison.Ordinal)..].Split('\n').TakeWhile(line => line.StartsWith('|')).Skip(2)
            .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries));
    }

    private static IEnumerable<string> FromNuGet() => XDocument.Parse(Repository.Text("Directory.Packages.props"))
        .Descendants("PackageVersion").Select(package => (string)package.Attribute("Include")!);

    private static IEnumerable<string> FromNpm()
    {
        using var package = JsonDocument.Parse(Repository.Text("Client.Web/package.json"));
        return [.. new[] { "dependencies", "devDependencies" }.SelectMany(kind => package.RootElement.GetProperty(kind).EnumerateObject()).Select(one => one.Name)];
    }
}
