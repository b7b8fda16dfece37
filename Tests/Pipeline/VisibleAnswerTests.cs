using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Pipeline;

/// <summary>What a run makes of answers that are not as they should be.</summary>
public sealed class VisibleAnswerTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact(Timeout = 30_000)]
    public async Task Gate_next_stage_and_readers_see_the_same_text_without_blanks_around_it()
    {
        _app.Ollama.EnqueueText(Script.Tokens("\uFEFF", " Far", " away", "\n", "\u200B "), Script.Tokens("\n\n", "Once ", " "));
        var run = await _app.StartAllAsync(" \u200Ba blue bird\uFEFF");
        await run.EndAsync();

        (await run.TextAsync(Stage.PreInterception)).Should().Be("a blue bird");
        (await run.TextAsync(Stage.Interception)).Should().Be("Far away");
        (await run.TextAsync(Stage.PreOutput)).Should().Be("Far away");
        (await run.TextAsync(Stage.Output)).Should().Be("Once");
        (await run.EventsAsync()).OfType<StageEnd>().Select(end => end.Chars).Should().Equal(11, 8, 8, 4);
        _app.Ollama.VerdictCalls.Where(call => call.Judged() is ["Far away"]).Should().NotBeEmpty();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("\U000E0041", " ")]
    [InlineData(" ", "\U000E0041", "\n", "\U000E0042", "\u200B")]
    [InlineData("\n\U000E0041 \u2060\U000E0042\t")]
    [InlineData(" \uFE0F\uFE01 \u00AD ")]
    public async Task What_nobody_can_see_leaves_no_blanks_at_either_end(params string[] around)
    {
        _app.Ollama.EnqueueText(Script.Tokens([.. around, "Far", " away", .. around]), Script.Tokens([.. around, "Once", .. around]));
        var run = await _app.StartAllAsync($"{string.Concat(around)}a blue bird{string.Concat(around)}");
        await run.EndAsync();

        foreach (var (stage, text) in new[] { (Stage.PreInterception, "a blue bird"), (Stage.Interception, "Far away"), (Stage.PreOutput, "Far away"), (Stage.Output, "Once") })
            (await run.TextAsync(stage)).Should().Be(text);
        (await run.EventsAsync()).OfType<StageEnd>().Select(end => end.Chars).Should().Equal(11, 8, 8, 4);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_that_nobody_can_see_is_none()
    {
        _app.Ollama.EnqueueText(Script.Tokens(" \U000E0041", "\U000E0042 "));

        (await (await _app.StartAsync()).EndAsync()).Code.Should().Be(Codes.ProviderInterrupted);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_revised_text_has_no_blanks_around_it_either()
    {
        var run = await _app.StartAndPauseAsync();
        _app.Controls().Continue(run.Id, "\n My own text\u200B ");
        await run.EndAsync();

        (await run.TextAsync(Stage.PreOutput)).Should().Be("My own text");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_model_that_does_not_want_to_ends_as_blocked_and_its_text_is_taken_back()
    {
        _app.Ollama.EnqueueText(Script.Tokens("A ", "bird ", "sings").Done("content_filter"));
        var run = await _app.StartAsync();

        (await run.EndAsync()).Should().Match<RunEnd>(end => end.Outcome == Outcome.Blocked && end.Code == Codes.Blocked);
        (await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.Interception)).Should().Match<StageEnd>(end =>
            end.Outcome == Outcome.Blocked && end.Code == Codes.Blocked && end.Category == TextCategory.Other);
        (await ServerRuns.EndingOfAsync(() => run.TextAsync(Stage.Interception))).Code.Should().Be(Codes.Blocked);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_of_thoughts_alone_is_asked_once_more_without_them()
    {
        _app.Ollama.EnqueueText(Script.Tokens("<think>", "A bird"), Script.Tokens("A bird."));
        var run = await _app.StartAndPauseAsync();

        (await run.TextAsync(Stage.Interception)).Should().Be("A bird.");
    }

    [Fact(Timeout = 30_000)]
    public async Task Thoughts_alone_twice_end_in_words_of_their_own()
    {
        _app.Ollama.EnqueueText(Script.Tokens("<think>", "A bird"), Script.Tokens().ThinkingFirst("Hm"));
        var run = await _app.StartAsync();

        var ending = await ServerRuns.EndingOfAsync(() => run.TextAsync(Stage.Interception));

        (ending.Code, ending.Message).Should().Be((Codes.ProviderInterrupted, "The model wrote nothing; it may have thought all the time."));
    }

    [Fact(Timeout = 30_000)]
    public async Task Endless_blanks_end_a_stage_and_its_text_is_kept()
    {
        _app.Ollama.EnqueueText(Script.Tokens(["Once", " upon", .. Enumerable.Repeat("\n", 500)]).ThenStall());
        var run = await _app.StartAndPauseAsync();

        (await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.Interception)).Should().Match<StageEnd>(end =>
            end.Outcome == Outcome.Truncated && end.Chars == "Once upon".Length);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_judge_that_writes_blanks_without_an_end_has_not_judged()
    {
        _app.Ollama.EnqueueVerdict(
            Script.Tokens(["{", .. Enumerable.Repeat(" ", 500)]).ThenStall(), Script.Tokens(["{", .. Enumerable.Repeat(" ", 500)]).ThenStall());

        (await (await _app.StartAsync()).EndAsync()).Code.Should().Be(Codes.SafetyUnavailable);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_judge_whose_figures_say_that_it_read_only_a_part_has_not_judged()
    {
        var idea = string.Join(' ', Enumerable.Range(0, 480).Select(n => $"bird{n}"));
        _app.Ollama.EnqueueVerdict(Script.Verdict("SAFE").HavingRead(11), Script.Verdict("SAFE").HavingRead(11));

        (await (await _app.StartAsync(idea)).EndAsync()).Code.Should().Be(Codes.SafetyUnavailable);
    }
}
