using Interception.Server.Contracts;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>What all live runs share.</summary>
/// <param name="store">Where their records are.</param>
/// <param name="live">Where a run is found while it waits or works.</param>
/// <param name="keeper">Forgets a run whose ending cannot be written down.</param>
/// <param name="metrics">Told how a run ended.</param>
/// <param name="traces">How operators see runs.</param>
/// <param name="options">How long a run works on that nobody reads.</param>
/// <param name="time">Where time comes from.</param>
internal sealed class RunParts(
    IRunStore store, RunRegistry live, RunKeeper keeper, RunMetrics metrics, RunTraces traces, IOptions<RunOptions> options, TimeProvider time)
{
    public IRunStore Store => store;
    public RunRegistry Live => live;
    public RunKeeper Keeper => keeper;
    public RunMetrics Metrics => metrics;
    public RunTraces Traces => traces;

    /// <summary>The time, in Unix milliseconds.</summary>
    public long NowMs => time.UnixMs();

    /// <summary>Whether a run was read at another node so lately that it is not abandoned; while nobody can tell, it counts as read.</summary>
    public async ValueTask<bool> IsReadElsewhereAsync(string runId)
    {
        try
        {
            return await store.UnreadForAsync(runId) is { } unread && unread < options.Value.AbandonAfter;
        }
        catch (EndingException)
        {
            return true;
        }
    }

    /// <summary>A timer for a run that nobody reads.</summary>
    public ITimer AbandonTimer(Action abandon) =>
        time.CreateTimer(_ => abandon(), null, options.Value.AbandonAfter, Timeout.InfiniteTimeSpan);
}
