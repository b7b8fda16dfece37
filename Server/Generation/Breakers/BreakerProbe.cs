using Polly;
using Polly.CircuitBreaker;

namespace Interception.Server.Generation.Breakers;

/// <summary>The first question to a server after its break; it carries no child's text.</summary>
/// <param name="ask">Asks the server; throws when there is no answer.</param>
/// <param name="time">The clock.</param>
internal sealed class BreakerProbe(Func<CancellationToken, Task> ask, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    /// <summary>Asks when a break is over. An answer closes the breaker; no answer opens it again.</summary>
    public async Task AskAfterAsync(TimeSpan rest, ResiliencePipeline breaker)
    {
        try
        {
            await Task.Delay(rest, time, _end.Token);
            await breaker.ExecuteAsync(async token => await AskAsync(token), _end.Token);
        }
        catch (BrokenCircuitException early)
        {
            // A timer may fire a moment before the breaker's own break is over.
            _ = AskAfterAsync(early.RetryAfter ?? BreakDuration.Moment, breaker);
        }
        catch (Exception failed) when (failed is GenerationException or OperationCanceledException)
        {
            // The breaker is open again and the next probe is planned, or the server is shutting down.
        }
    }

    public void Dispose() => _end.Cancel();

    /// <summary>Any failure of so small a question is the server's fault.</summary>
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
