using Interception.Server.Generation;
using Microsoft.Extensions.Options;
using Polly;

namespace Interception.Server.Runs;

/// <summary>The clocks of a stage and of a run, as one Polly pipeline; those of a single call belong to generation.</summary>
internal sealed class WorkClocks(IOptions<TimeoutOptions> options, TimeProvider time)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddStrategy(_ => new WorkClockStrategy(), new Timed())
        .Build();

    /// <summary>A new run's clock: the time that it may hold a place, in all.</summary>
    public WorkClock ForRun() => new(options.Value.Run, time);

    /// <summary>A new stage's clock.</summary>
    public WorkClock ForStage() => new(options.Value.Stage, time);

    /// <summary>Works under a clock.</summary>
    /// <exception cref="Polly.Timeout.TimeoutRejectedException">The clock's time was used up.</exception>
    public async Task<T> UnderAsync<T>(WorkClock clock, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(WorkClock.Key, clock);
        try
        {
            return await _pipeline.ExecuteAsync(async timed => await work(timed.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private sealed class Timed : ResilienceStrategyOptions;
}
