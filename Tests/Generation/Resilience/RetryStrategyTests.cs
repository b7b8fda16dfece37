using Interception.Server.Generation;
using Interception.Tests.Generation.Ollama;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Resilience;

/// <summary>Before the first piece a call may be made once more; after it never.</summary>
public sealed class RetryStrategyTests : ResilienceTest
{
    private const int Many = 60;

    private static readonly Script[] PassingFaults =
    [
        Script.Error(500, "no memory"), Script.Recording("0.32.15/busy.http"), Script.ResetBeforeHeaders(),
        Script.Tokens().ThenErrorLine("runner has stopped"), Script.Tokens("").ThenFin(), Script.Status(502, "<p>", "text/html"),
    ];

    private static readonly Script[] FaultsAfterAPiece =
    [
        Script.Tokens("a ", "b").ThenErrorLine("unexpected EOF"), Script.Tokens("a ", "b").ThenReset(), Script.Tokens("a ", "b").ThenFin(),
    ];

    public static TheoryData<string, Script> NotAgain => new()
    {
        { "400", Script.Error(400, "invalid options") },
        { "404", Script.Error(404, "model 'gpt-oss:20b' not found") },
        { "too long", Script.Recording("0.32.15/prompt-too-long-strict.http") },
        { "stop without text", Script.Tokens() },
        { "an end without a word", Script.Tokens("").ThenEnd() },
    };

    [Fact(Timeout = 60_000)]
    public async Task Many_faults_before_the_first_piece_are_each_mended_by_one_more_call()
    {
        for (var n = 0; n < Many; n++)
        {
            await AskWellAsync(9);
            var before = Ollama.TextCalls.Count;
            Ollama.EnqueueText(PassingFaults[n % PassingFaults.Length]);

            var (pieces, failure) = await AskAsync();

            failure.Should().BeNull();
            Text(pieces).Should().Be(ScriptedOllama.Text);
            pieces[0].Kind.Should().Be(PieceKind.Retrying);
            pieces.Count(piece => piece.Kind == PieceKind.Retrying).Should().Be(1);
            (Ollama.TextCalls.Count - before).Should().Be(2);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_faults_after_the_first_piece_are_never_asked_again()
    {
        await AskWellAsync(20);
        for (var n = 0; n < Many; n++)
        {
            var before = Ollama.TextCalls.Count;
            Ollama.EnqueueText(FaultsAfterAPiece[n % FaultsAfterAPiece.Length]);

            var (pieces, failure) = await AskAsync();

            failure!.Failure.Should().Be(GenerationFailure.Interrupted);
            Text(pieces).Should().Be("a b");
            (Ollama.TextCalls.Count - before).Should().Be(1);
        }
    }

    [Theory(Timeout = 30_000, DisableDiscoveryEnumeration = true), MemberData(nameof(NotAgain))]
    public async Task What_another_call_would_not_mend_is_not_asked_again(string cause, Script script)
    {
        Ollama.EnqueueText(script);

        var (pieces, failure) = await AskAsync();

        failure.Should().NotBeNull(cause);
        pieces.Should().BeEmpty();
        Ollama.TextCalls.Count.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_timeout_is_never_tried_again()
    {
        Ollama.EnqueueText(Script.StallBeforeHeaders());
        var asking = AskAsync();
        await Ollama.TextCalls.WaitFor(1);

        Time.Advance(TimeSpan.FromMinutes(1));

        (await asking).Failure!.Failure.Should().Be(GenerationFailure.Timeout);
        Ollama.TextCalls.Count.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_call_for_a_verdict_is_left_to_the_judge_who_asks_again_by_himself()
    {
        Ollama.EnqueueText(Script.Error(500, "no memory"));

        var (_, failure) = await AskAsync(OllamaSetup.Ask(job: GenerationJob.Verdict));

        failure!.Failure.Should().Be(GenerationFailure.Unavailable);
        Ollama.TextCalls.Count.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_second_fault_is_the_end()
    {
        Ollama.EnqueueText(Script.ResetBeforeHeaders(), Script.Error(500, "no memory"));

        var (pieces, failure) = await AskAsync();

        failure!.Failure.Should().Be(GenerationFailure.Unavailable);
        pieces.Should().ContainSingle().Which.Kind.Should().Be(PieceKind.Retrying);
        Ollama.TextCalls.Count.Should().Be(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_fault_after_a_fault_and_a_piece_is_not_asked_a_third_time()
    {
        Ollama.EnqueueText(Script.ResetBeforeHeaders(), Script.Tokens("a").ThenReset());

        var (pieces, failure) = await AskAsync();

        failure!.Failure.Should().Be(GenerationFailure.Interrupted);
        Text(pieces).Should().Be("a");
        Ollama.TextCalls.Count.Should().Be(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task Whoever_leaves_the_second_call_stops_it_too()
    {
        using var stop = new CancellationTokenSource();
        Ollama.EnqueueText(Script.Error(500, "no memory"), Script.StallBeforeHeaders());
        await using var pieces = Setup.Steady.StreamAsync(OllamaSetup.Ask(), stop.Token).GetAsyncEnumerator(Cancel);
        (await pieces.MoveNextAsync()).Should().BeTrue();
        pieces.Current.Kind.Should().Be(PieceKind.Retrying);
        var second = await Ollama.TextCalls.WaitFor(2);

        await stop.CancelAsync();

        await pieces.Awaiting(left => left.MoveNextAsync().AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await second.ClientLeft.WaitAsync(Cancel);
    }

    [Fact(Timeout = 60_000)]
    public async Task When_everything_fails_the_server_gets_at_most_a_tenth_more()
    {
        Ollama.OnText(_ => Script.Recording("0.32.15/busy.http"));

        for (var call = 0; call < 200; call++)
        {
            (await AskAsync()).Failure!.Failure.Should().Be(GenerationFailure.Unavailable);
            // So that the breaker does not save it from the calls.
            Time.Advance(TimeSpan.FromSeconds(10));
        }

        Ollama.TextCalls.Count.Should().BeInRange(200, 220);
    }
}
