using System.Diagnostics;
using Interception.Server.Generation;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>Who waits too long, or leaves, closes the connection to the server at once.</summary>
public sealed class WaitingTests : OpenAiTest
{
    [Fact(Timeout = 10_000)]
    public async Task A_model_that_says_nothing_runs_out_of_the_first_token()
    {
        Server.Enqueue(Answer.StallBeforeHeaders());

        await RunsOutAsync(RestAsync(Stream().GetAsyncEnumerator(Cancel)), TimeSpan.FromMinutes(1));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_pause_after_a_piece_runs_out_of_the_time_between_tokens()
    {
        Server.Enqueue(Answer.Stream(Chunks.Text("a")).ThenStall());
        await using var pieces = Stream().GetAsyncEnumerator(Cancel);
        await pieces.MoveNextAsync();
        Time.Advance(TimeSpan.FromMinutes(2));

        await RunsOutAsync(RestAsync(pieces), TimeSpan.FromSeconds(30));
    }

    [Fact(Timeout = 10_000)]
    public async Task Words_that_keep_a_connection_alive_stop_no_clock()
    {
        Server.Enqueue(Answer.Stream(Chunks.Text("a"), ": ping", ": ping").ThenStall());
        await using var pieces = Stream().GetAsyncEnumerator(Cancel);
        await pieces.MoveNextAsync();

        await RunsOutAsync(RestAsync(pieces), TimeSpan.FromSeconds(30));
    }

    public static TheoryData<string, Answer, int> Stalls => new()
    {
        { "before the head", Answer.StallBeforeHeaders(), 0 },
        { "between two pieces", Answer.Stream(Chunks.Text("a")).ThenStall(), 1 },
    };

    [Theory(Timeout = 10_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Stalls))]
    public async Task A_cancel_during_a_stall_closes_the_connection_at_once(string where, Answer answer, int pieces)
    {
        Server.Enqueue(answer);
        using var stop = new CancellationTokenSource();
        await using var stream = Stream(cancel: stop.Token).GetAsyncEnumerator(Cancel);
        for (var i = 0; i < pieces; i++) await stream.MoveNextAsync();
        var next = stream.MoveNextAsync().AsTask();
        var call = await Server.Requests.WaitFor(1);

        var began = Stopwatch.GetTimestamp();
        await stop.CancelAsync();

        var elapsed = Stopwatch.GetElapsedTime(began, await call.ClientLeft.WaitAsync(Cancel));
        TestContext.Current.TestOutputHelper!.WriteLine($"{where}: the server saw the close after {elapsed.TotalMilliseconds:F2} ms.");
        elapsed.Should().BeLessThan(TimeSpan.FromMilliseconds(500));
        await next.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_cancel_between_two_pieces_is_no_normal_end()
    {
        Server.Enqueue(Answer.Tokens("a", "b"));
        using var stop = new CancellationTokenSource();
        await using var pieces = Stream(cancel: stop.Token).GetAsyncEnumerator(Cancel);
        await pieces.MoveNextAsync();

        await stop.CancelAsync();

        await pieces.Awaiting(p => p.MoveNextAsync().AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    private async Task RunsOutAsync(Task<GenerationFailure?> answer, TimeSpan clock)
    {
        var call = await Server.Requests.WaitFor(1);
        Time.Advance(clock - TimeSpan.FromTicks(1));
        answer.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromTicks(1));

        (await answer).Should().Be(GenerationFailure.Timeout);
        await call.ClientLeft.WaitAsync(Cancel);
    }

    private static async Task<GenerationFailure?> RestAsync(IAsyncEnumerator<GenerationPiece> pieces)
    {
        try
        {
            while (await pieces.MoveNextAsync())
            {
            }

            return null;
        }
        catch (GenerationException failure)
        {
            return failure.Failure;
        }
    }
}
