using System.Text.Json;
using Interception.Client.Console;
using Interception.Client.Console.Doctor.Figures;
using Interception.Client.Console.Doctor.Reports;
using Interception.Client.Console.Doctor.Verdicts;
using static Interception.Tests.ClientConsole.Doctor.HealthyFindings;

namespace Interception.Tests.ClientConsole.Doctor;

/// <summary>What the doctor makes of figures: one thing is wrong, and it names that thing.</summary>
public class VerdictRulesTests
{
    private static readonly Dictionary<string, (string Kind, string Hop, DoctorFindings Found)> Faults = new()
    {
        ["no Ollama"] = ("unreachable", "Ollama", All with { Ollama = new(Ollama) { Failure = "Connection refused" } }),
        ["a model that never begins"] = ("frozen-model", "Model", WithCall(call => call with { SilentMs = 60_000, Words = 0, FirstLineMs = null })),
        ["a model that stops in the middle"] = ("frozen-model", "Model", WithCall(call => call with { SilentMs = 15_000, Words = 12 })),
        ["a load that took long"] = ("loading-model", "Model", WithCall(call => call with { WasInMemory = false, LoadSeenMs = 9_000, FirstLineMs = 9_400, LoadMs = 9_000 })),
        ["a load that is not over"] = ("loading-model", "Model", WithCall(call => call with { WasInMemory = false, IsInMemory = false, LoadSeenMs = 60_000, SilentMs = 60_000, FirstLineMs = null })),
        ["a load in a run"] = ("loading-model", "Model", All with { Run = All.Run! with { LoadingMs = 7_000 } }),
        ["two models in turn"] = ("models-take-turns", "Ollama", All with { Ollama = All.Ollama! with { Rival = "llama-guard3" } }),
        ["a model that thinks"] = ("thoughts", "Model", WithCall(call => call with { ThoughtsMs = 10_000, FirstLineMs = 400 })),
        ["a run that thinks"] = ("thoughts", "Model", All with { Run = All.Run! with { ThinkingMs = 20_000 } }),
        ["a long prompt"] = ("long-prompt", "Model", WithCall(call => call with { FirstLineMs = 8_300, PromptMs = 8_000, PromptTokens = 4_000 })),
        ["a long prompt in a run"] = ("long-prompt", "Model", All with { Run = All.Run! with { ReadingMs = 9_000 } }),
        ["a queue in its figures"] = ("ollama-queues", "Ollama", All with { Ollama = All.Ollama! with { AtOnce = [Call, Call with { TotalMs = 4_600 }] } }),
        ["calls one by one"] = ("ollama-queues", "Ollama", All with { Ollama = All.Ollama! with { AtOnce = [At(0, 600), At(610, 1_200), At(1_201, 1_800)] } }),
        ["a slow model"] = ("slow-model", "Model", WithCall(call => call with { WriteMs = 40_000 })),
        ["a slow run"] = ("slow-model", "Model", All with { Run = All.Run! with { WritingMs = 60_000 } }),
        ["no server"] = ("unreachable", "Server", All with { Hops = [All.Hops[0] with { Failure = "Connection refused" }, All.Hops[1]] }),
        ["a closed door"] = ("wrong-code", "Server", All with { Hops = [All.Hops[0] with { IsClosed = true }] }),
        ["a server without a model"] = ("not-ready", "Server", All with { Server = All.Server with { IsReady = false, Missing = ["The model gpt-oss:20b is missing."] } }),
        ["a store that is away"] = ("store-away", "Store", All with { Server = All.Server with { IsReady = false, Missing = ["Redis does not answer."] } }),
        ["a refused start"] = ("full-line", "Line", All with { Run = new() { Code = "busy", Failure = "The line is full." } }),
        ["a run that is not served"] = ("full-line", "Line", All with { Run = new() { Position = 17, WaitsFor = "Place" } }),
        ["a held line"] = ("held-line", "Line", All with { Run = new() { Position = 1, WaitsFor = "Hold" } }),
        ["ticks that leave late"] = ("busy-node", "Server", All with { Hops = [All.Hops[0] with { SentLateP90Ms = 700 }, All.Hops[1]], OwnLagMs = 5 }),
        ["no ticks, and slow small answers, on one machine"] = ("busy-node", "Server", All with { Hops = [Overrun], Run = null, OwnLagMs = 5 }),
        ["no proxy"] = ("unreachable", "Proxy", With(proxy => proxy with { Failure = "Connection refused" })),
        ["packed events"] = ("compressed", "Proxy", With(proxy => proxy with { Encoding = "gzip" })),
        ["late pieces"] = ("delayed", "Proxy", With(proxy => proxy with { Streams = [Stream("WebSockets", least: 300, median: 310, late: 1), Stream("LongPolling", least: 300, median: 420, late: 1)] })),
        ["refused sockets"] = ("no-websockets", "Proxy", With("WebSockets", "ticks", ws => ws with { IsWhole = false, Received = 0, Failure = "refused" })),
        ["swallowed sockets"] = ("no-websockets", "Proxy", With("WebSockets", "ticks", ws => ws with { IsWhole = false, Received = 0, Failure = "mute", IsMute = true })),
        ["sockets cut in the middle"] = ("no-websockets", "Proxy", With("WebSockets", "ticks", ws => ws with { IsWhole = false, Received = 31, Failure = "closed" })),
        ["mute events"] = ("held-back", "Proxy", With("ServerSentEvents", "ticks", events => events with { IsWhole = false, Received = 0, Failure = "mute", IsMute = true })),
        ["events in one burst"] = ("held-back", "Proxy", With("ServerSentEvents", "ticks", events => events with { FirstMs = 4_800, LargestBurst = 1, LateShare = 0.95, LeastLateMs = 3, MedianLateMs = 2_400 })),
        ["a stage stream in bursts"] = ("held-back", "Proxy", With("stage stream", "text", text => text with { LargestBurst = 0.3, LateShare = 0.7, LeastLateMs = 1, MedianLateMs = 600 })),
        ["connections cut"] = ("cut-idle", "Proxy", With(proxy => proxy with { CutIdle = new Dictionary<string, double> { ["WebSockets"] = 5 } })),
    };

    public static TheoryData<string> Planted => [.. Faults.Keys];

    [Theory, MemberData(nameof(Planted))]
    public void A_fault_is_named_with_its_place_and_a_mend(string planted)
    {
        var (kind, hop, found) = Faults[planted];

        var verdict = VerdictRules.Judge(found)!;

        (verdict.Kind, $"{verdict.Hop}").Should().Be((kind, hop));
        verdict.Sentence.Should().EndWith(".").And.NotContain("..").And.MatchRegex(@"\. \S");
        new DoctorReport(found, verdict).ExitCode.Should().Be(ExitCodes.Failed);
    }

    [Fact]
    public void Where_all_is_well_nothing_is_found() => new DoctorReport(All, VerdictRules.Judge(All)).Verdict.Should().Be("well");

    [Fact]
    public void Slow_small_answers_of_another_machine_may_be_the_way_s() =>
        VerdictRules.Judge(All with { Hops = [Overrun with { At = Proxy }], OwnLagMs = 5 }).Should().BeNull();

    [Fact]
    public void A_machine_that_is_busy_itself_accuses_no_other() =>
        VerdictRules.Judge(All with { Hops = [All.Hops[0] with { SentLateP90Ms = 700, At = Proxy }, All.Hops[1]], OwnLagMs = 400 }).Should().BeNull();

    [Fact]
    public void What_is_wrong_inside_is_named_before_what_shows_of_it_outside() =>
        VerdictRules.Judge(Faults["packed events"].Found with { Ollama = new(Ollama) { Failure = "Connection refused" } })!.Hop.Should().Be(HopKind.Ollama);

    [Fact]
    public void A_way_that_did_not_come_through_one_hop_before_is_no_fault_of_this_one()
    {
        var blocked = Faults["refused sockets"].Found.Hops[1];

        VerdictRules.Judge(All with { Hops = [blocked with { Hop = HopKind.Server, At = HealthyFindings.Server }, blocked] })!.At.Should().Be(HealthyFindings.Server);
    }

    [Fact]
    public void Without_a_run_it_cannot_be_told() => new DoctorReport(All with { Run = null }, null).ExitCode.Should().Be(ExitCodes.Unknown);

    [Theory, InlineData("packed events", "fault"), InlineData(null, "well")]
    public void For_a_script_it_is_one_object_with_the_names_of_the_contract(string? planted, string verdict)
    {
        var found = planted is null ? All : Faults[planted].Found;

        var json = JsonElement.Parse(JsonReport.Write(new(found, VerdictRules.Judge(found))));

        json.EnumerateObject().Select(field => field.Name).Should().Equal("verdict", "hop", "kind", "at", "sentence", "hops");
        json.GetProperty("verdict").GetString().Should().Be(verdict);
        json.GetProperty("hops").EnumerateArray().Select(hop => hop.GetProperty("hop").GetString()).Should().Equal("ollama", "line", "server", "network", "proxy");
        if (planted is not null) json.GetProperty("hop").GetString().Should().Be("proxy");
    }

    private static HopFigures Overrun => All.Hops[0] with
    {
        RoundTripMs = 1_300,
        SentLateP90Ms = null,
        Streams = [Stream("WebSockets") with { IsWhole = false, Received = 0, Failure = "no answer" }, Stream("LongPolling") with { IsWhole = false, Received = 0, Failure = "no answer" }],
    };

    private static DoctorFindings WithCall(Func<CallFigures, CallFigures> change) =>
        All with { Ollama = All.Ollama! with { Call = change(Call) } };
}
