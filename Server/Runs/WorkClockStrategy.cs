using Polly;
using Polly.Timeout;

namespace Interception.Server.Runs;

/// <summary>Polly's timeout with a clock that can stand still, because a model's loading is nobody's working time.</summary>
internal sealed class WorkClockStrategy : ResilienceStrategy
{
    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        var clock = context.Properties.GetValue(WorkClock.Key, null!);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, clock.Expired);
        // A context's token cannot be changed, so the work gets a context of its own.
        var timed = ResilienceContextPool.Shared.Get(either.Token);
        clock.Run();
        try
        {
            var outcome = await callback(timed, state).ConfigureAwait(context.ContinueOnCapturedContext);
            return outcome.Exception is OperationCanceledException && clock.Expired.IsCancellationRequested
                ? Outcome.FromException<TResult>(new TimeoutRejectedException())
                : outcome;
        }
        finally
        {
            clock.Stand();
            ResilienceContextPool.Shared.Return(timed);
        }
    }
}
