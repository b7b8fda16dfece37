using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Pipeline;

/// <summary>The gates by their effect: without a clear yes nothing goes on, whatever is wrong with the answer.</summary>
public sealed class GateTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Idea = "a blue bird on a fence";
    private const string Revised = "The fence dreams of a bird.";
    private const string Translated = "Ein blauer Vogel.";
    private const string Piece = "Once there was a fence.";

    private readonly App _app = shared.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A text that a gate looks at, the stage of that gate, and how many texts a model has written by then.</summary>
    public static TheoryData<string, Stage, int> Gates => new()
    {
        { "idea", Stage.PreInterception, 0 },
        { "translation", Stage.PreInterception, 1 },
        { "interception", Stage.Interception, 1 },
        { "revision", Stage.PreOutput, 1 },
        { "piece", Stage.Output, 2 },
    };

    public static IEnumerable<TheoryDataRow<string, Stage, int, string>> Broken =>
        from gate in Gates
        from kind in BrokenVerdicts.Kinds
        select new TheoryDataRow<string, Stage, int, string>(gate.Data.Item1, gate.Data.Item2, gate.Data.Item3, kind);

    [Theory(Timeout = 30_000), MemberData(nameof(Broken))]
    public async Task Without_a_clear_yes_nothing_is_written_any_more(string text, Stage stage, int written, string kind)
    {
        var before = (Texts: _app.Ollama.TextCalls.Count, Verdicts: _app.Ollama.VerdictCalls.Count);
        var run = await RunAsync(_app, text, asked => BrokenVerdicts.Of(kind, asked));

        ShouldEnd(await run.EventsAsync(), stage, Outcome.Failed, kind == "404" ? Codes.ModelMissing : Codes.SafetyUnavailable);
        _app.Ollama.TextCalls.Skip(before.Texts).Should().HaveCount(written);
        _app.Ollama.VerdictCalls.Skip(before.Verdicts).Count(asked => IsJudged(asked, text)).Should()
            .Be(BrokenVerdicts.IsTheServers(kind) ? 2 * 3 : 2, "it is asked once more, and where the server failed the check is begun three times");
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Gates))]
    public async Task A_no_blocks_and_takes_the_text_back_from_everybody(string text, Stage stage, int written)
    {
        var before = (Texts: _app.Ollama.TextCalls.Count, Verdicts: _app.Ollama.VerdictCalls.Count);
        var run = await RunAsync(_app, text, _ => Script.Verdict("UNSAFE", "personal-data"));

        ShouldEnd(await run.EventsAsync(), stage, Outcome.Blocked, Codes.Blocked, TextCategory.PersonalData);
        _app.Ollama.TextCalls.Skip(before.Texts).Should().HaveCount(written);
        _app.Ollama.VerdictCalls.Skip(before.Verdicts).Count(asked => IsJudged(asked, text)).Should().Be(1, "a no is a no");
        foreach (var offset in new[] { 0, 1, 5_000 })
        {
            var late = await ServerRuns.EndingOfAsync(() => run.Journal.ReadText(stage, offset, Cancel).FirstAsync(Cancel).AsTask());
            late.Should().Match<EndingException>(ending => ending.Code == Codes.Blocked && ending.Category == TextCategory.PersonalData);
        }
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Gates))]
    public async Task A_clear_yes_at_the_second_try_is_enough(string text, Stage stage, int written)
    {
        var asks = 0;
        var run = await RunAsync(_app, text, _ => asks++ == 0 ? Script.Raw("Let me see...") : null);

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed, $"{stage} goes on after {written} texts");
        asks.Should().Be(2);
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Gates))]
    public async Task An_answer_that_speaks_of_unsafe_things_never_becomes_a_yes(string text, Stage stage, int written)
    {
        var before = _app.Ollama.TextCalls.Count;
        var asks = 0;
        var run = await RunAsync(_app, text, _ => asks++ == 0 ? Script.Raw("This is unsafe.") : null);

        ShouldEnd(await run.EventsAsync(), stage, Outcome.Failed, Codes.SafetyUnavailable);
        _app.Ollama.TextCalls.Skip(before).Should().HaveCount(written);
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Gates))]
    public async Task A_judge_that_falls_silent_is_no_yes_and_is_not_asked_again(string text, Stage stage, int written)
    {
        var time = new FakeTimeProvider();
        await using var app = new App(time);
        var silent = new TaskCompletionSource<OllamaRequest>();
        var run = await RunAsync(app, text, asked =>
        {
            silent.TrySetResult(asked);
            return Script.StallBeforeHeaders();
        });
        await silent.Task;

        // First token.
        time.Advance(TimeSpan.FromMinutes(1));

        ShouldEnd(await run.EventsAsync(), stage, Outcome.Failed, Codes.SafetyUnavailable);
        app.Ollama.TextCalls.Should().HaveCount(written);
        app.Ollama.VerdictCalls.Count(asked => IsJudged(asked, text)).Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_reader_of_a_text_that_is_blocked_at_its_end_hears_it_and_nothing_more()
    {
        _app.Ollama.EnqueueVerdict(Script.Verdict("SAFE"), Script.Verdict("UNSAFE", "violence"));
        var tokens = new Turnstile();
        _app.Ollama.EnqueueText(Script.Tokens("A ", "bird").InLockStep(tokens));
        var run = await _app.StartAsync();
        await using var reader = run.Attended().ReadText(Stage.Interception, 0, Cancel).GetAsyncEnumerator(Cancel);

        tokens.Release();
        (await reader.MoveNextAsync()).Should().BeTrue();
        reader.Current.Should().Be("A");
        tokens.Release();
        var ending = await ServerRuns.EndingOfAsync(async () =>
        {
            while (await reader.MoveNextAsync()) reader.Current.Should().Be("bird");
        });

        ending.Should().Match<EndingException>(blocked =>
            blocked.Code == Codes.Blocked && blocked.Stage == Stage.Interception && blocked.Category == TextCategory.Violence);
    }

    /// <summary>A whole run in which one text's verdict is given by <paramref name="answer"/>, and every other's is yes.</summary>
    private static async Task<Run> RunAsync(App app, string text, Func<OllamaRequest, Script?> answer)
    {
        app.Ollama.OnText(asked => asked.Part("text") switch
        {
            null => null,
            Idea => Script.Tokens(Translated),
            _ => Script.Tokens(Piece),
        });
        app.Ollama.OnVerdict(asked => (IsJudged(asked, text) ? answer(asked) : null) ?? Script.Verdict("SAFE"));
        var run = await app.StartAsync(new RunRequest
        {
            Text = Idea,
            Rules = "Everything is seen from below.",
            TranslateTo = text == "translation" ? "de" : null,
            Until = text == "revision" ? null : "Output",
        });
        if (text != "revision") return run;
        await run.WaitForAsync<RunPause>();
        app.Controls().Continue(run.Id, Revised);
        return run;
    }

    private static bool IsJudged(OllamaRequest asked, string text) => (text, asked.Judged()) switch
    {
        ("idea", [Idea, _]) => true,
        ("translation", [Translated, _]) => true,
        ("interception", [ScriptedOllama.Text]) => true,
        ("revision", [Revised]) => true,
        ("piece", [Piece]) => true,
        _ => false,
    };

    private static void ShouldEnd(
        IReadOnlyList<RunEvent> events, Stage stage, Outcome outcome, string code, TextCategory? category = null)
    {
        events.OfType<StageEnd>().Last().Should().Match<StageEnd>(end =>
            end.Stage == stage && end.Outcome == outcome && end.Code == code && end.Category == category);
        events[^1].Should().Match<RunEnd>(end => end.Outcome == outcome && end.Code == code);
        events.OfType<RunEnd>().Should().ContainSingle();
    }
}
