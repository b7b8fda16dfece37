using Interception.Server.Contracts;

namespace Interception.Client.Console.Measuring;

/// <summary>How long a stage was in each state, by the server's own clock.</summary>
internal sealed class StatusClock
{
    private readonly Dictionary<StageStatus, TimeSpan> _spent = [];
    private StageStatus? _now;
    private long _since;

    /// <summary>Another state begins.</summary>
    public void Enter(StageStatus? status, long at)
    {
        if (_now is { } before) _spent[before] = Spent(before) + TimeSpan.FromMilliseconds(at - _since);
        _now = status;
        _since = at;
    }

    /// <summary>The time in a state that is over.</summary>
    public TimeSpan Spent(StageStatus status) => _spent.GetValueOrDefault(status);

    /// <summary>The time in all of these.</summary>
    public TimeSpan Spent(params StageStatus[] states) => states.Aggregate(TimeSpan.Zero, (sum, status) => sum + Spent(status));
}
