using Interception.Server.Generation.Breakers;
using Polly;
using Polly.Registry;

namespace Interception.Server.Generation.Resilience;

/// <summary>Repeats a call once that failed before its first piece, when that can help.</summary>
internal sealed class RetryStrategy
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);
    private static readonly ResiliencePropertyKey<ResilientCall> Key = new("Interception.Call");

    private readonly RetryBudget _budget = new();
    private readonly ResiliencePipeline _pipeline;

    public RetryStrategy(ResiliencePipelineRegistry<string> pipelines, TimeProvider time) =>
        _pipeline = pipelines.GetOrAddPipeline("retry", builder =>
        {
            builder.TimeProvider = time;
            builder.AddRetry(new()
            {
                MaxRetryAttempts = 1,
                // Full jitter, so that calls which failed together are not repeated together.
                DelayGenerator = static _ => new(LongestPause * Random.Shared.NextDouble()),
                ShouldHandle = failed => new(failed.AttemptNumber == 0 && MayHelp(failed.Outcome.Exception, CallOf(failed.Context))),
                OnRetry = static again =>
                {
                    CallOf(again.Context).Report(new(PieceKind.Retrying));
                    return default;
                },
            });
        });

    /// <summary>Makes a call up to its first piece, in one attempt or two.</summary>
    public async ValueTask<BegunAnswer> BeginAsync(ResilientCall call, CancellationToken cancellationToken)
    {
        _budget.Earn();
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Key, call);
        try
        {
            return await _pipeline.ExecuteAsync(static attempt => CallOf(attempt).AttemptAsync(attempt.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Not after a timeout, a final refusal or a long Retry-After, and not while the breaker is open; a judge asks again by itself.</summary>
    private bool MayHelp(Exception? failure, ResilientCall call) =>
        failure is GenerationException { Failure: GenerationFailure.Unavailable } away
        && !(away.RetryAfter > LongestPause)
        && call.Prompt.Job != GenerationJob.Verdict
        // The stage of a run begins again as a whole, when a server is well.
        && StageAttempt.Current is null
        && call.Destination().Breaker.IsClosed
        && _budget.TrySpend();

    private static ResilientCall CallOf(ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
