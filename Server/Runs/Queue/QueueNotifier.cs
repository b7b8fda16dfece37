using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Server.Runs.Queue;

/// <summary>What a run that waits has been told. It hears what is new, and never of a position worse than the last.</summary>
internal sealed class QueueNotifier(Action<Queued> tell, TimeProvider time)
{
    private readonly List<(ForecastRange Forecast, long At)> _forecasts = [];
    private int _position = int.MaxValue;
    private WaitEstimate? _estimate;
    private WaitReason _reason;
    private long _at;

    /// <summary>What was forecast to it, and how many seconds ago.</summary>
    public IEnumerable<(ForecastRange Forecast, double Waited)> Forecasts() =>
        _forecasts.Select(told => (told.Forecast, time.GetElapsedTime(told.At).TotalSeconds));

    /// <summary>Forgets what was forecast: something that no forecast can know of has come between.</summary>
    public void ForgetForecasts() => _forecasts.Clear();

    /// <summary>Tells it, unless it knows.</summary>
    public void Notify(int position, WaitEstimate? estimate, WaitReason reason)
    {
        if (position >= _position && reason == _reason && !IsNews(estimate)) return;
        _position = Math.Min(position, _position);
        _estimate = estimate;
        _reason = reason;
        _at = time.GetTimestamp();
        if (estimate is { } said) _forecasts.Add((said.Forecast, _at));
        tell(new(_position, estimate?.Seconds, reason));
    }

    private bool IsNews(WaitEstimate? now) => (now, _estimate) switch
    {
        ({ } known, { } told) => known.IsNewsAfter(told, time.GetElapsedTime(_at)),
        var (known, told) => known is null != told is null,
    };
}
