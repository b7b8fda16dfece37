using Polly;
using Polly.CircuitBreaker;

namespace Interception.Server.Generation.Breakers;

/// <summary>The first question to a server whose rest is over; nobody's text is in it.</summary>
/// <param name="ask">Asks it; throws when there is no answer.</param>
/// <param name="time">Where time comes from.</param>
internal sealed class BreakerProbe(Func<CancellationToken, Task> ask, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Asks when a rest is over; an answer closes the breaker, and none opens it again.</summary>
    public async Task AskAfterAsync(TimeSpan rest, ResiliencePipeline breaker)
    {
        try
        {
            await Task.Delay(rest, time, _end.Token);
            await breaker.ExecuteAsync(async token => await AskAsync(token), _end.Token);
        }
        catch (BrokenCircuitException early)
        {
            // A timer may ring a moment before the breaker's own rest is over.
            _ = AskAfterAsync(early.RetryAfter ?? BreakDuration.Moment, breaker);
        }
        catch (Exception failed) when (failed is GenerationException or OperationCanceledException)
        {
            // The breaker is open again, with the next probe on its way; or the server goes down.
        }
    }

    public void Dispose() => _end.Cancel();

    /// <summary>Whatever goes wrong with so small a question is the server's fault.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ask(cancellationToken);
        }
        catch (GenerationException failure)
        {
            throw new GenerationException(GenerationFailure.Unavailable, failure.Message, failure);
        }
    }
}
