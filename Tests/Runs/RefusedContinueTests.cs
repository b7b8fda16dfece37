using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;

namespace Interception.Tests.Runs;

/// <summary>Going on, at the wrong time, twice, or with what cannot be taken.</summary>
public class RefusedContinueTests
{
    public static TheoryData<string, string> Unusable => new()
    {
        { "empty", "" },
        { "white space", " \n" },
        { "too long", new string('a', 8_001) },
        { "NUL", "a\0b" },
        { "the first half of a character", "a\ud83d" },
        { "the second half of a character", "\udc26a" },
    };

    [Theory(Timeout = 30_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Unusable))]
    public async Task A_text_that_cannot_be_taken_is_refused_and_the_run_stays_paused(string what, string text)
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();

        var refusal = ServerRuns.Refusal(() => app.Controls().Continue(run.Id, text));

        refusal.Code.Should().Be(Codes.InvalidRequest, what);
        refusal.Field.Should().Be("text");
        await ShouldGoOnAsync(app, run, new string('a', 8_000));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_full_line_is_busy_and_the_run_stays_paused()
    {
        await using var app = new App(settings: ("Queue:Capacity", "0"));
        var run = await app.StartAndPauseAsync();
        var (another, _) = await app.StartWritingAsync();

        ServerRuns.Refusal(() => app.Controls().Continue(run.Id, "a wish")).Code.Should().Be(Codes.Busy);

        await app.Controls().StopAsync(another.Id);
        await ShouldGoOnAsync(app, run, "another wish");
    }

    [Fact(Timeout = 30_000)]
    public async Task Going_on_before_the_pause_is_a_conflict()
    {
        await using var app = new App();
        var (run, _) = await app.StartWritingAsync();

        ServerRuns.Refusal(() => app.Controls().Continue(run.Id, null)).Code.Should().Be(Codes.Conflict);

        await app.Controls().StopAsync(run.Id);
        ServerRuns.Refusal(() => app.Controls().Continue(run.Id, null)).Code.Should().Be(Codes.Conflict);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_without_a_pause_has_nothing_to_go_on_with()
    {
        await using var app = new App();
        var run = await app.StartAllAsync();
        await run.EndAsync();

        ServerRuns.Refusal(() => app.Controls().Continue(run.Id, null)).Code.Should().Be(Codes.Conflict);
    }

    [Theory(Timeout = 30_000), InlineData(null), InlineData("The fence dreams.")]
    public async Task The_same_again_does_nothing_and_anything_else_is_a_conflict(string? text)
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();
        app.Controls().Continue(run.Id, text);

        app.Controls().Continue(run.Id, text);
        ServerRuns.Refusal(() => app.Controls().Continue(run.Id, "something else")).Code.Should().Be(Codes.Conflict);
        var events = await run.EventsAsync();
        app.Controls().Continue(run.Id, text);
        ServerRuns.Refusal(() => app.Controls().Continue(run.Id, "something else")).Code.Should().Be(Codes.Conflict);

        events.OfType<RunContinue>().Should().ContainSingle();
        app.Ollama.TextCalls.Should().HaveCount(2);
        (await run.EventsAsync()).Should().Equal(events);
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_many_who_go_on_at_once_one_counts()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();

        var refused = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => IsRefused(app, run, $"wish {n}"))));

        refused.Count(isRefused => !isRefused).Should().Be(1);
        (await run.EventsAsync()).OfType<RunContinue>().Should().ContainSingle();
        app.Ollama.TextCalls.Should().HaveCount(2);
    }

    private static bool IsRefused(App app, Run run, string text)
    {
        try
        {
            app.Controls().Continue(run.Id, text);
            return false;
        }
        catch (EndingException refusal) when (refusal.Code == Codes.Conflict)
        {
            return true;
        }
    }

    private static async Task ShouldGoOnAsync(App app, Run run, string text)
    {
        app.Controls().Continue(run.Id, text);
        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        (await run.TextAsync(Stage.PreOutput)).Should().Be(text);
        (await run.EventsAsync()).SkipWhile(happened => happened is not RunPause).ElementAt(1).Should().BeOfType<RunContinue>();
    }
}
