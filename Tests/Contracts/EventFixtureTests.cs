using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Interception.Server.Contracts;

namespace Interception.Tests.Contracts;

/// <summary>One file for each event, read here and by the page's own tests: both sides mean the same.</summary>
public class EventFixtureTests
{
    private static readonly RunEvent[] Events =
    [
        new RunStart([Stage.PreInterception, Stage.Interception, Stage.PreOutput, Stage.Output], "de", "ollama"),
        new Queued(3, [4.5, 9]),
        new StageStart(Stage.Interception, "local/some"),
        new StageStatusChange(Stage.Interception, StageStatus.LoadingModel),
        new ModelPull(Stage.Interception, "local/some", 3_000_000_000, 13_000_000_000),
        new StageEnd(Stage.Interception, Outcome.Blocked, Codes.Blocked, TextCategory.HateSymbols, 9, 2, "local/some", 12, 34)
        {
            Hops = new() { Came = new(3, 10, 30, 15), Written = new(2, 12, 30, 18), Left = new(1, 13, 13, 0) },
            Silences = [new(SilencePlace.LoadingModel, 4, -1200, 1200)],
        },
        new RunPause(),
        new RunContinue(Revised: true),
        new RunEnd(Outcome.Failed, Codes.Busy, 5_000),
    ];

    private static readonly Dictionary<Type, string> Types = typeof(RunEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(known => known.DerivedType, known => (string)known.TypeDiscriminator!);

    public static TheoryData<string> Names => [.. Types.Values];

    [Theory, MemberData(nameof(Names))]
    public void An_event_is_what_its_fixture_says(string type)
    {
        var fixture = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", "Fixtures", "events", $"{type}.json")))!;
        var known = Events.Single(known => Types[known.GetType()] == type) with
        {
            Seq = fixture["seq"]!.GetValue<long>(),
            At = fixture["at"]!.GetValue<long>(),
        };

        var sent = JsonSerializer.SerializeToNode(known, JsonSerializerOptions.Web);

        JsonNode.DeepEquals(sent, fixture).Should().BeTrue($"the event is sent as {sent!.ToJsonString()}");
    }
}
