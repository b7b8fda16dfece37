using Interception.Server.Generation;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs.Clocks;

/// <summary>The clocks of a stage and of a run; those of a single call belong to generation.</summary>
internal sealed class WorkClocks(IOptions<TimeoutOptions> options, TimeProvider time)
{
    /// <summary>A run's clock: the time that it may hold a place, in all.</summary>
    /// <param name="worked">What it has used up before its pause.</param>
    public WorkClock ForRun(TimeSpan worked = default) => new(options.Value.Run - worked, time);

    /// <summary>A new stage's clock.</summary>
    public WorkClock ForStage() => new(options.Value.Stage, time);

    /// <summary>Works under a clock.</summary>
    /// <exception cref="OperationCanceledException">The clock's time was used up, or the caller gave up.</exception>
    public static async Task<T> UnderAsync<T>(WorkClock clock, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Expired);
        clock.Resume();
        try
        {
            return await work(either.Token);
        }
        finally
        {
            clock.Pause();
        }
    }
}
