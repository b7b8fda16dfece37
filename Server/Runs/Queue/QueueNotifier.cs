using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Server.Runs.Queue;

/// <summary>What a waiting run was told. It is told only what is new, and never a worse position than before.</summary>
internal sealed class QueueNotifier(Action<Queued> tell, TimeProvider time)
{
    private readonly List<(ForecastRange Forecast, long At)> _forecasts = [];
    private int _position = int.MaxValue;
    private WaitEstimate? _estimate;
    private WaitReason _reason;
    private long _at;

    /// <summary>Its forecasts, and the seconds since each.</summary>
    public IEnumerable<(ForecastRange Forecast, double Waited)> Forecasts() =>
        _forecasts.Select(told => (told.Forecast, time.GetElapsedTime(told.At).TotalSeconds));

    /// <summary>Forgets the forecasts, because something unforeseeable has happened.</summary>
    public void ForgetForecasts() => _forecasts.Clear();

    /// <summary>Notifies the run if its position or estimate has changed.</summary>
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
