using System.Text.RegularExpressions;
using Interception.Tests.Support;

namespace Interception.Tests;

/// <summary>Holds the picture of the house: which folder may use which.</summary>
public partial class HouseTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Contracts"] = [],
        ["Settings"] = [],
        ["Generation"] = ["Settings"],
        ["Safety"] = ["Generation", "Contracts", "Settings"],
        ["Pipeline"] = ["Generation", "Safety", "Contracts"],
        ["Journal"] = ["Contracts"],
        ["Runs"] = ["Pipeline", "Journal", "Contracts", "Generation", "Settings"],
        ["Delivery"] = ["Runs", "Journal", "Contracts", "Generation", "Safety", "Pipeline", "Settings"],
    };

    /// <summary>Where a folder may use another only in part: what it may name of it.</summary>
    private static readonly Dictionary<(string From, string To), string[]> InPart = new()
    {
        [("Runs", "Generation")] = ["Place", "Places", "TimeoutOptions", "ModelServers", "StageAttempt"],
        [("Delivery", "Generation")] = ["ModelOptions", "EndpointWatch", "Supplies", "OperatorHints", "PullProgress"],
        [("Delivery", "Safety")] = ["SafetyOptions", "SafetyLevel", "SelfTest"],
        [("Delivery", "Pipeline")] = ["Presets", "Preset", "Casting", "PracticeCast"],
    };

    public static TheoryData<string> Folders => [.. MayUse.Keys];

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_the_house_allows(string folder)
    {
        var used = Files(folder).SelectMany(file => Uses().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

        used.Distinct().Where(other => other != folder).Should().BeSubsetOf(MayUse[folder]);
    }

    [Fact]
    public void A_folder_that_may_use_another_in_part_names_nothing_else_of_it()
    {
        foreach (var ((from, to), allowed) in InPart)
        {
            var others = Files(to).SelectMany(file => Types().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
                .Except(allowed).ToList();
            foreach (var file in Files(from).Where(file => File.ReadAllText(file).Contains($"using Interception.Server.{to}", StringComparison.Ordinal)))
                Words().Matches(Code(file)).Select(match => match.Value).Should().NotIntersectWith(others, $"{file} uses {to} only in part");
        }
    }

    [Fact]
    public void A_folder_is_its_namespace()
    {
        foreach (var file in MayUse.Keys.SelectMany(Files))
        {
            var folder = Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file))!.Replace(Path.DirectorySeparatorChar, '.');
            File.ReadAllText(file).Should().Contain($"namespace Interception.{folder};", file);
        }
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "Server", folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))];

    private static string Code(string file) => string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex(@"\bInterception\.Server\.(\w+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^(?:public|internal)[\w ]* (?:class|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"\b\w+\b")]
    private static partial Regex Words();
}
