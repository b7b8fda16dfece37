using System.Diagnostics;
using Interception.Server.Generation;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>Whoever leaves stops the model: the connection to Ollama is closed at once.</summary>
public sealed class LeavingTests : OllamaTest
{
    [Fact(Timeout = 10_000)]
    public async Task A_cancel_before_the_head_closes_the_connection()
    {
        Ollama.EnqueueText(Script.StallBeforeHeaders());
        using var stop = new CancellationTokenSource();
        await using var pieces = Stream(cancel: stop.Token).GetAsyncEnumerator(Cancel);
        var next = pieces.MoveNextAsync().AsTask();

        await ClosesAtOnceAsync(() => stop.Cancel());

        await next.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_cancel_during_a_stall_closes_the_connection()
    {
        Ollama.EnqueueText(Script.Tokens("a").ThenStall());
        using var stop = new CancellationTokenSource();
        await using var pieces = Stream(cancel: stop.Token).GetAsyncEnumerator(Cancel);
        await pieces.MoveNextAsync();
        var next = pieces.MoveNextAsync().AsTask();

        await ClosesAtOnceAsync(() => stop.Cancel());

        await next.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_cancel_between_two_pieces_is_no_normal_end()
    {
        Ollama.EnqueueText(Script.Tokens("a", "b").ThenStall());
        using var stop = new CancellationTokenSource();
        await using var pieces = Stream(cancel: stop.Token).GetAsyncEnumerator(Cancel);
        await pieces.MoveNextAsync();

        stop.Cancel();

        await pieces.Awaiting(p => p.MoveNextAsync().AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await (await Ollama.TextCalls.WaitFor(1)).ClientLeft.WaitAsync(Cancel);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_reader_who_just_leaves_closes_the_connection()
    {
        Ollama.EnqueueText(Script.Tokens("a").ThenStall());
        var pieces = Stream().GetAsyncEnumerator(Cancel);
        await pieces.MoveNextAsync();

        await ClosesAtOnceAsync(() => pieces.DisposeAsync().AsTask().GetAwaiter().GetResult());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_whole_answer_leaves_the_connection_in_order()
    {
        var pieces = await AnswerAsync();

        All(pieces, PieceKind.Text).Should().Be(ScriptedOllama.Text);
        await (await Ollama.TextCalls.WaitFor(1)).Completed.WaitAsync(Cancel);
    }

    private async Task ClosesAtOnceAsync(Action leave)
    {
        var call = await Ollama.TextCalls.WaitFor(1);
        var began = Stopwatch.GetTimestamp();
        leave();
        var elapsed = Stopwatch.GetElapsedTime(began, await call.ClientLeft.WaitAsync(Cancel));

        TestContext.Current.TestOutputHelper!.WriteLine($"Ollama saw the close after {elapsed.TotalMilliseconds:F2} ms.");
        elapsed.Should().BeLessThan(TimeSpan.FromMilliseconds(500));
    }
}
