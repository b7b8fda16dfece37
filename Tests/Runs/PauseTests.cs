using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Runs;

/// <summary>The child reads the interception, and goes on with it or with what it made of it.</summary>
public class PauseTests
{
    private const string Revised = "The fence dreams of a bird.";

    [Fact(Timeout = 30_000)]
    public async Task A_run_pauses_after_the_interception_and_says_so()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();

        (await run.TextAsync(Stage.Interception)).Should().Be(ScriptedOllama.Text);
        (await run.WaitForAsync<RunPause>()).Reason.Should().Be("revise");
        app.Ollama.TextCalls.Should().ContainSingle();
        app.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task Going_on_without_a_change_hands_the_interception_over_without_another_check()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();
        app.Ollama.VerdictCalls.Should().HaveCount(2);

        app.Controls().Continue(run.Id, null);
        await run.EndAsync();

        (await run.WaitForAsync<RunContinue>()).Revised.Should().BeFalse();
        (await run.TextAsync(Stage.PreOutput)).Should().Be(ScriptedOllama.Text);
        app.Ollama.TextCalls[1].Part("text").Should().Be(ScriptedOllama.Text);
        app.Ollama.VerdictCalls.Skip(2).Should().ContainSingle("only the finished piece is judged")
            .Which.Number.Should().BeGreaterThan(app.Ollama.TextCalls[1].Number);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_text_sent_back_as_it_was_is_not_revised()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();

        app.Controls().Continue(run.Id, ScriptedOllama.Text);
        await run.EndAsync();

        (await run.WaitForAsync<RunContinue>()).Revised.Should().BeFalse();
        app.Ollama.VerdictCalls.Should().HaveCount(3);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_revised_interception_is_checked_to_the_character_before_it_goes_on()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();
        const string revised = $"{Revised}\r\n  \"Tweet\", it says. \U0001F426";

        // What is blank at its ends is no part of a text.
        app.Controls().Continue(run.Id, $" {revised} ");
        await run.EndAsync();

        (await run.WaitForAsync<RunContinue>()).Revised.Should().BeTrue();
        app.Ollama.VerdictCalls[2].Judged().Should().Equal(revised);
        app.Ollama.VerdictCalls[2].Number.Should().BeLessThan(app.Ollama.TextCalls[1].Number);
        (await run.TextAsync(Stage.PreOutput)).Should().Be(revised);
        app.Ollama.TextCalls[1].Part("text").Should().Be(revised);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_blocked_revision_ends_the_run_in_stage_3_and_no_model_writes()
    {
        await using var app = new App();
        app.Ollama.OnVerdict(asked => asked.Judged().Contains(Revised) ? Script.Verdict("UNSAFE", "violence") : null);
        var run = await app.StartAndPauseAsync();

        app.Controls().Continue(run.Id, Revised);
        var events = await run.EventsAsync();

        events.OfType<StageEnd>().Last().Should().Match<StageEnd>(end =>
            end.Stage == Stage.PreOutput && end.Outcome == Outcome.Blocked && end.Category == TextCategory.Violence);
        events.Last().Should().Match<RunEnd>(end => end.Outcome == Outcome.Blocked && end.Code == Codes.Blocked);
        app.Ollama.TextCalls.Should().ContainSingle("nothing was written after the interception");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_in_one_go_never_pauses()
    {
        await using var app = new App();
        var run = await app.StartAllAsync();

        var events = await run.EventsAsync();

        events.Should().NotContain(happened => happened is RunPause || happened is RunContinue);
        events.OfType<StageEnd>().Select(end => (end.Stage, end.Outcome)).Should()
            .Equal(ContractStages.All.Select(stage => (stage, Outcome.Completed)));
        events.Last().Should().Match<RunEnd>(end => end.Outcome == Outcome.Completed && end.Code == null);
        app.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task Events_are_numbered_without_holes_and_nothing_comes_after_the_one_end()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();
        app.Controls().Continue(run.Id, null);

        var events = await run.EventsAsync();

        events.Select(happened => happened.Seq).Should().Equal(Enumerable.Range(1, events.Count).Select(n => (long)n));
        events[0].Should().BeOfType<RunStart>();
        events.OfType<StageStart>().Select(begun => begun.Stage).Should()
            .Equal(events.OfType<StageEnd>().Select(ended => ended.Stage)).And.Equal(ContractStages.All);
        events[^1].Should().BeOfType<RunEnd>();
        events.OfType<RunEnd>().Should().ContainSingle();
    }
}
