using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.House;

namespace Interception.Tests;

/// <summary>Holds the picture of the house on both levels: which folder may use which, and that no two use each other.</summary>
public partial class HouseTests
{
    private static readonly FolderGraph Server = new("Interception.Server", typeof(Interception.Server.Runs.Run).Assembly, typeof(Codes).Assembly);
    private static readonly FolderGraph Console = new("Interception.Client.Console", typeof(Client.Console.CommandLine).Assembly);

    /// <summary>The first level: what a room and all in it may use of the other rooms.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Contracts"] = [],
        ["Settings"] = [],
        ["Scheduling"] = [],
        ["Redis"] = ["Contracts", "Settings"],
        ["Generation"] = ["Contracts", "Settings", "Scheduling"],
        ["Safety"] = ["Generation", "Contracts", "Settings"],
        ["Pipeline"] = ["Generation", "Safety", "Contracts"],
        ["Journal"] = ["Contracts", "Redis", "Scheduling"],
        ["Runs"] = ["Pipeline", "Journal", "Contracts", "Generation", "Safety", "Settings", "Redis"],
        ["Classroom"] = ["Runs", "Journal", "Contracts", "Pipeline", "Redis"],
        ["Sharing"] = ["Classroom", "Runs", "Journal", "Safety", "Contracts", "Redis"],
        ["Delivery"] = ["Classroom", "Runs", "Journal", "Contracts", "Settings", "Redis"],
        ["Hosting"] = ["Delivery", "Classroom", "Runs", "Contracts", "Generation", "Safety", "Pipeline", "Settings", "Redis"],
    };

    /// <summary>Where a room may use another only in part: the types it may name of it.</summary>
    private static readonly Dictionary<(string From, string To), string[]> InPart = new()
    {
        [("Runs", "Generation")] = ["EndpointSlots", "IHeldSlot", "ModelServers", "ModelSlot", "SlotRequest", "StageAttempt", "TimeoutOptions"],
        [("Runs", "Safety")] = ["CheckedText", "Seal", "HiddenFilter"],
        [("Sharing", "Safety")] = ["CheckedText", "Seal"],
        [("Classroom", "Pipeline")] = ["RunInput", "RunMaterial"],
        [("Hosting", "Generation")] = ["EndpointSlots", "ModelInventory", "ModelOptions", "OllamaOptions", "OperatorHints", "PullProgress"],
        [("Hosting", "Safety")] = ["JudgeArguments", "JudgeCommand", "JudgeSelfTest", "JudgeUsageException", "SafetyLevel", "SafetyOptions"],
        [("Hosting", "Pipeline")] = ["PracticeModels", "PresetCatalog", "RunModelSelector", "RunModels"],
    };

    public static TheoryData<string> Rooms => [.. MayUse.Keys];

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_uses_only_what_the_house_allows(string room)
    {
        var used = Server.Folders.Where(folder => RoomOf(folder) == room).SelectMany(Server.UsedBy).Select(RoomOf);

        used.Distinct().Where(other => other != room).Should().BeSubsetOf(MayUse[room]);
    }

    [Fact]
    public void A_room_that_may_use_another_in_part_names_nothing_else_of_it()
    {
        foreach (var ((from, to), allowed) in InPart)
            Server.TypesUsed(from, to).Should().BeSubsetOf(allowed, $"{from} uses {to} only in part");
    }

    [Fact]
    public void Every_room_of_the_server_stands_in_the_table() =>
        Server.Folders.Select(RoomOf).Distinct().Should().BeEquivalentTo(MayUse.Keys);

    [Fact]
    public void No_two_folders_of_the_server_use_each_other_not_even_around_a_corner() =>
        string.Join(" -> ", Server.FindCircle()).Should().BeEmpty();

    [Fact]
    public void No_two_folders_of_the_console_use_each_other_not_even_around_a_corner() =>
        string.Join(" -> ", Console.FindCircle()).Should().BeEmpty();

    [Fact]
    public void A_folder_is_its_namespace()
    {
        foreach (var file in SourceFiles("Server").Concat(SourceFiles("Client.Console")))
        {
            var folder = Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file))!.Replace(Path.DirectorySeparatorChar, '.');
            if (Declared().Match(File.ReadAllText(file)) is { Success: true } declared)
                declared.Groups[1].Value.Should().Be($"Interception.{folder}", file);
        }
    }

    private static string RoomOf(string folder) => folder.Split('.')[0];

    private static IEnumerable<string> SourceFiles(string top) =>
        Directory.GetFiles(Path.Combine(Repository.Root, top), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
