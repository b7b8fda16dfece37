using Interception.Server.Contracts;

namespace Interception.Client.Console.Measuring;

/// <summary>Measures how long a stage was in each status, by the server's clock.</summary>
internal sealed class StatusClock
{
    private readonly Dictionary<StageStatus, TimeSpan> _spent = [];
    private StageStatus? _now;
    private long _since;

    /// <summary>Begins another status.</summary>
    public void Enter(StageStatus? status, long at)
    {
        if (_now is { } before) _spent[before] = Spent(before) + TimeSpan.FromMilliseconds(at - _since);
        _now = status;
        _since = at;
    }

    /// <summary>The time of a status that is over.</summary>
    public TimeSpan Spent(StageStatus status) => _spent.GetValueOrDefault(status);

    /// <summary>The time of all these statuses.</summary>
    public TimeSpan Spent(params StageStatus[] states) => states.Aggregate(TimeSpan.Zero, (sum, status) => sum + Spent(status));
}
