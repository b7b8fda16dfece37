using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Pipeline;

/// <summary>A text ends at its limit, never inside a character, and is judged as far as it goes.</summary>
public sealed class LongTextTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    public static TheoryData<string, string[], int, Outcome> Texts => new()
    {
        { "exactly the limit", [new('a', 7_999), "b"], 8_000, Outcome.Completed },
        { "one more", [new('a', 8_000), "b"], 8_000, Outcome.Truncated },
        { "the limit within a piece", [new('a', 7_990), "0123456789b"], 8_000, Outcome.Truncated },
        { "the limit within a character", [new('a', 7_999), "\U0001F426"], 7_999, Outcome.Truncated },
        { "the limit within a later character", [new('a', 7_997), "\U0001F426\U0001F426"], 7_999, Outcome.Truncated },
        { "a last character that fits", [new('a', 7_998), "\U0001F426"], 8_000, Outcome.Completed },
    };

    [Theory(Timeout = 30_000), MemberData(nameof(Texts))]
    public async Task A_text_is_cut_at_its_limit_and_not_inside_a_character(string what, string[] tokens, int chars, Outcome outcome)
    {
        _app.Ollama.EnqueueText(Script.Tokens(tokens));
        var run = await _app.StartAsync();
        await run.WaitForAsync<RunPause>();

        chars.Should().BeLessThanOrEqualTo(StreamingWriter.MaxChars);
        (await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.Interception)).Should().Match<StageEnd>(end =>
            end.Outcome == outcome && end.Chars == chars, what);
        _app.Ollama.VerdictCalls[^1].Judged().Should().Equal(string.Concat(tokens)[..chars]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cut_interception_that_is_not_safe_is_blocked_and_no_pause()
    {
        _app.Ollama.EnqueueText(Script.Tokens("A ", "bird").Done("length"));
        _app.Ollama.EnqueueVerdict(Script.Verdict("SAFE"), Script.Verdict("UNSAFE"));
        var run = await _app.StartAsync();

        (await run.EventsAsync()).Should().NotContain(happened => happened is RunPause);
        (await run.EndAsync()).Code.Should().Be(Codes.Blocked);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cut_interception_goes_on_after_its_pause_as_it_is()
    {
        _app.Ollama.EnqueueText(Script.Tokens("A ", "bird").Done("length"));
        var run = await _app.StartAndPauseAsync();

        _app.Controls().Continue(run.Id, null);

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        (await run.TextAsync(Stage.PreOutput)).Should().Be("A bird");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cut_piece_ends_its_run_as_truncated_with_the_text_kept()
    {
        _app.Ollama.EnqueueText(Script.Tokens("A bird"), Script.Tokens("Once ", "there").Done("length"));
        var run = await _app.StartAllAsync();

        (await run.EndAsync()).Should().Match<RunEnd>(end => end.Outcome == Outcome.Truncated && end.Code == Codes.Truncated);
        (await run.Pieces(Stage.Output).FirstAsync(TestContext.Current.CancellationToken)).Should().Be("Once there");
        (await ServerRuns.EndingOfAsync(() => run.TextAsync(Stage.Output))).Code.Should().Be(Codes.Truncated);
    }
}
