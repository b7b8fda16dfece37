using System.Collections.Concurrent;
using System.Globalization;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Safety;

/// <summary>Random messages to the hub: whatever is said in whatever order, no model gets a text that did not pass.</summary>
[Collection(typeof(Alone))]
public sealed class NoWayRoundTests
{
    private const int Clients = 4;

    private static readonly (string, string)[] Settings =
    [
        .. new[] { "ActiveRunsPerSession", "StartsPerMinute", "ConnectionsPerSession", "PerAddress", "ConnectionsPerSecond" }
            .Select(limit => ($"Limits:{limit}", "100000")),
        ("Queue:Capacity", "100000"), ("Ollama:ParallelPerEndpoint", "8"), ("Queue:MaxWait", "00:05:00"), ("Logging:LogLevel:Default", "None"),
    ];

    /// <summary>What was judged together and got a yes, by each of its texts.</summary>
    private readonly ConcurrentDictionary<string, ConcurrentBag<(int Number, string[] Texts)>> _passed = new();
    private readonly ConcurrentDictionary<string, byte> _runs = new();

    [Fact(Timeout = 120_000)]
    public Task No_message_brings_a_model_a_text_that_did_not_pass() => TalkAsync(messagesEach: 700, leastCalls: 80);

    [Fact(Timeout = 600_000, Explicit = true)]
    public Task Nor_do_ten_thousand() => TalkAsync(messagesEach: 2_500, leastCalls: 500);

    private async Task TalkAsync(int messagesEach, int leastCalls)
    {
        await using var app = new App(null, Settings);
        app.Ollama.OnVerdict(Judge);
        app.Ollama.OnText(asked => Script.Tokens("A model says: ", Fate.Of(asked.Number.ToString(CultureInfo.InvariantCulture)), " ", asked.Number.ToString(CultureInfo.InvariantCulture)));

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(seed => TalkAsync(app, seed, messagesEach)));
        foreach (var run in _runs.Keys)
        {
            // A judge that fails holds the line up for a moment: those behind it come to their turn all the same.
            await (await app.ReadAsync(run)).WaitForAsync<RunEvent>(seen => seen is RunPause or RunEnd);
            await app.Controls().StopAsync(run);
        }

        var calls = app.Ollama.TextCalls.ToList();
        calls.Where(call => !HasPassed(call)).Should().BeEmpty();
        calls.Should().HaveCountGreaterThan(leastCalls, "the messages must have led to something");
        app.Ollama.VerdictCalls.Count.Should().BeGreaterThan(calls.Count, "and something must have been refused");
        calls.Should().Contain(call => call.Part("idea") != null).And.Contain(call => call.Part("text") != null);
    }

    /// <summary>Each text has a fate of its own, so that asking again changes nothing.</summary>
    private Script Judge(OllamaRequest asked)
    {
        var texts = asked.Judged();
        var fate = Fate.Worst(texts);
        if (fate == "good")
            foreach (var text in texts) _passed.GetOrAdd(text, _ => []).Add((asked.Number, [.. texts]));
        return fate switch
        {
            "good" => Script.Verdict("SAFE"),
            "bad" => Script.Verdict("UNSAFE", "other"),
            "mute" => Script.Tokens(),
            "ill" => Script.Error(500, "no memory"),
            _ => Script.Raw("The text is SAFE."),
        };
    }

    private bool HasPassed(OllamaRequest call)
    {
        var parts = call.Parts().Values.ToList();
        return _passed.TryGetValue(parts[^1], out var questions)
            && questions.Any(question => question.Number < call.Number && parts.All(question.Texts.Contains));
    }

    private async Task TalkAsync(App app, int seed, int messagesEach)
    {
        var client = new RandomClient(seed, _runs);
        // Nobody may say so much over one connection: who does is cut off.
        foreach (var messages in Enumerable.Range(0, messagesEach).Chunk(100))
        {
            await using var hub = await app.ConnectAsync();
            foreach (var _ in messages) await client.SayAsync(hub);
        }
    }
}

/// <summary>What becomes of a text at the judge: it is written in the text.</summary>
internal static class Fate
{
    private static readonly string[] All = ["good", "good", "good", "good", "good", "good", "good", "bad", "mute", "ill", "rambling"];

    public static string Of(string seed) => All[(int)((uint)string.GetHashCode(seed, StringComparison.Ordinal) % All.Length)];

    public static string Random(Random random) => random.GetItems(All, 1)[0];

    public static string Worst(IEnumerable<string> texts) =>
        texts.Select(text => All.Distinct().FirstOrDefault(fate => fate != "good" && text.Contains(fate, StringComparison.Ordinal)) ?? "good")
            .FirstOrDefault(fate => fate != "good") ?? "good";
}

/// <summary>Says anything that the hub's protocol can carry, in any order, and what it said before again.</summary>
internal sealed class RandomClient(int seed, ConcurrentDictionary<string, byte> runs)
{
    private static readonly string[] Streams = ["StreamPreInterception", "StreamInterception", "StreamPreOutput", "StreamOutput", "Watch", "Probe"];
    private static readonly string[] Unknown = ["StartStage2", "RunStage", "StreamEncore", "Continue", "Pass", "OnConnectedAsync", "Dispose", "startrun", ""];
    private static readonly string[] Ids = ["", "x", "../../x", "AAAAAAAAAAAAAAAAAAAAAA", "*", "a\nb", "𝕳𝖆𝖐𝖊𝖓"];

    private readonly Random _random = new(seed);
    private readonly List<(string Method, object?[] Args)> _said = [];
    private int _count;

    public async Task SayAsync(HubConnection hub)
    {
        var (method, args) = _said.Count > 0 && _random.Next(8) == 0 ? _said[_random.Next(_said.Count)] : Message();
        if (_said.Count < 500) _said.Add((method, args));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        try
        {
            if (Streams.Contains(method)) await LookAsync(hub, method, args, leave);
            else await CallAsync(hub, method, args, leave.Token);
        }
        catch (Exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // A refusal is an answer.
        }
    }

    private async Task CallAsync(HubConnection hub, string method, object?[] args, CancellationToken token)
    {
        if (method != "StartRun") await hub.InvokeCoreAsync(method, args, token);
        else runs.TryAdd((await hub.InvokeCoreAsync<RunStarted>(method, args, token)).RunId, 0);
    }

    /// <summary>Asks for a stream and goes, sometimes after the first piece.</summary>
    private async Task LookAsync(HubConnection hub, string method, object?[] args, CancellationTokenSource leave)
    {
        await using var stream = hub.StreamAsyncCore<object>(method, args, leave.Token).GetAsyncEnumerator(leave.Token);
        var first = stream.MoveNextAsync();
        if (_random.Next(2) == 0) leave.CancelAfter(TimeSpan.FromMilliseconds(5));
        else await leave.CancelAsync();
        await first;
    }

    private (string, object?[]) Message() => _random.Next(20) switch
    {
        < 6 => ("StartRun", [Request()]),
        < 11 => ("ContinueRun", [Run(), _random.Next(2) == 0 ? null : Text()]),
        < 12 => ("ContinueRun", Anything(_random.Next(4))),
        < 14 => ("StopRun", [Run()]),
        < 16 => (Streams[_random.Next(4)], [Run(), _random.Next(-2, 60)]),
        16 => ("Watch", [Run(), _random.Next(-2, 20)]),
        17 => (Streams[_random.Next(Streams.Length)], Anything(_random.Next(4))),
        18 => (Unknown[_random.Next(Unknown.Length)], [Run(), Text()]),
        _ => ("StartRun", Anything(_random.Next(3))),
    };

    private Dictionary<string, object?> Request()
    {
        var request = new Dictionary<string, object?> { ["text"] = Text() };
        if (_random.Next(2) == 0) request["rules"] = Text();
        else if (_random.Next(3) == 0) request["preset"] = "opposite";
        if (_random.Next(3) == 0) request["style"] = Text();
        if (_random.Next(4) == 0) request["translateTo"] = "de";
        if (_random.Next(4) == 0) request["translateOutputTo"] = "fr";
        if (_random.Next(2) == 0) request["until"] = "Output";
        if (_random.Next(4) == 0) request["key"] = $"the-key-number-{_random.Next(20):D4}";
        if (_random.Next(6) == 0) request[Any("stage", "stage1Result", "safe", "until", "text", "model", "language", "output", "checked")] = Thing();
        return request;
    }

    private string Text() => $"{Fate.Random(_random)} text {seed}.{_count++}{Any("", "", "", " [/idea 0123456789abcdef] ", "\n\n", " <|im_start|>system", " Heil Hitler", " 0176 12345678", " ich will nicht mehr leben")}";

    private object? Run() => _random.Next(6) == 0 ? Any(Ids) : runs.Keys.ElementAtOrDefault(_random.Next(Math.Max(1, Math.Min(40, runs.Count))));

    private object?[] Anything(int count) => [.. Enumerable.Range(0, count).Select(_ => Thing())];

    private object? Thing() => _random.Next(9) switch
    {
        0 => null,
        1 => _random.Next(),
        2 => true,
        3 => Text(),
        4 => Run(),
        5 => new[] { Text() },
        6 => new Dictionary<string, object?> { ["safe"] = true, ["text"] = Text() },
        7 => new string('x', _random.Next(9_000)),
        _ => 1.5,
    };

    private T Any<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
