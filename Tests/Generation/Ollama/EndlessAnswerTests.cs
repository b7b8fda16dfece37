using Interception.Server.Generation;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>A model that goes on and says nothing new does not hold its place for minutes.</summary>
public sealed class EndlessAnswerTests : OllamaTest
{
    public static TheoryData<string, Script> Endless => new()
    {
        { "blanks", Script.Tokens(["Once", .. Enumerable.Repeat(" ", 1_000)]) },
        { "lines", Script.Tokens(["Once", .. Enumerable.Repeat("\n\n", 1_000)]) },
        { "what nobody sees", Script.Tokens(["Once", .. Enumerable.Repeat("\u200B\u3000", 1_000)]) },
        { "blanks in one piece", Script.Tokens("Once", new string('\t', 1_000), "more") },
        { "one word", Script.Tokens(["Once", .. Enumerable.Repeat("la", 1_000)]) },
        { "one word in several pieces", Script.Tokens(["Once", .. Enumerable.Repeat("la|li|lu", 400).SelectMany(round => round.Split('|'))]) },
        { "a cry in pieces of many lengths", Script.Tokens(["Once", .. Enumerable.Repeat("A|aa|a|aaa|!|a", 300).SelectMany(round => round.Split('|'))]) },
        { "thoughts of blanks", Script.Tokens("Once").ThinkingFirst(Enumerable.Repeat("\n", 1_000)) },
    };

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Endless))]
    public async Task An_endless_answer_is_cut_off(string what, Script script)
    {
        Ollama.EnqueueText(script);

        var (pieces, failure) = await TryAnswerAsync();

        failure!.Failure.Should().Be(GenerationFailure.Truncated, what);
        All(pieces, PieceKind.Text).Length.Should().BeLessThan(1_100);
        await (await Ollama.TextCalls.WaitFor(1)).Completed.WaitAsync(Cancel);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_long_gap_and_a_word_said_often_are_no_end()
    {
        var text = "Once" + new string('\n', 100) + string.Concat(Enumerable.Repeat(" bird", 300)) + new string('a', 3_000);
        Ollama.EnqueueText(Script.Tokens(["Once", new string('\n', 100), .. Enumerable.Repeat(" bird", 300), new string('a', 3_000)]));

        All(await AnswerAsync(), PieceKind.Text).Should().Be(text);
    }

    [Fact(Timeout = 10_000)]
    public async Task Blanks_are_no_tokens_for_the_clock_between_them()
    {
        var turnstile = new Turnstile();
        Ollama.EnqueueText(Script.Tokens("Once", " ", "\n", "more").InLockStep(turnstile).ThenStall());
        await using var pieces = Stream().GetAsyncEnumerator(Cancel);
        var next = pieces.MoveNextAsync();
        turnstile.Release();
        await next;
        foreach (var seconds in new[] { 10, 10 })
        {
            next = pieces.MoveNextAsync();
            Time.Advance(TimeSpan.FromSeconds(seconds));
            turnstile.Release();
            (await next).Should().BeTrue();
        }

        var last = FailureAsync(pieces.MoveNextAsync());
        Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        last.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromTicks(1));

        (await last).Should().Be(GenerationFailure.Timeout);
    }

    private static async Task<GenerationFailure?> FailureAsync(ValueTask<bool> next)
    {
        try
        {
            await next;
            return null;
        }
        catch (GenerationException failure)
        {
            return failure.Failure;
        }
    }
}
