namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>What failing model servers have cost the queue lately: standstills, lost work, and forecasts that were wrong. Its user must lock.</summary>
/// <param name="time">The clock.</param>
internal sealed class QueueTrouble(TimeProvider time)
{
    private readonly QueueStandstills _standstills = new(time);
    private readonly LostWork _lost = new(time);
    private readonly RangeRecord _ranges = new(time);

    /// <summary>Records whether the queue stands still for want of a server.</summary>
    public void See(bool stands) => _standstills.See(stands);

    /// <summary>Records that work of this length was lost and begins again.</summary>
    public void Lose(TimeSpan work) => _lost.Add(work);

    /// <summary>Records that a run got its slot.</summary>
    /// <param name="forecasts">Its forecasts, and how long it waited after each.</param>
    public void Serve(IEnumerable<(ForecastRange Forecast, double Waited)> forecasts)
    {
        _lost.Serve();
        foreach (var (forecast, waited) in forecasts) _ranges.Add(forecast, waited);
    }

    /// <summary>The trouble to expect.</summary>
    public TroubleEstimate Expected()
    {
        var (standstill, loss) = (_standstills.Expected(), _lost.Expected());
        // Without trouble the forecast is not widened.
        return standstill.PerSecond > 0 || loss.Share > 0 ? new(standstill, loss, _ranges.Stretch()) : TroubleEstimate.None;
    }
}

/// <summary>What failing servers may cost those who wait.</summary>
/// <param name="Standstill">The expected standstills.</param>
/// <param name="Loss">The expected losses.</param>
/// <param name="Stretch">How much wider a range is for clients than computed, for causes that no forecast knows.</param>
internal sealed record TroubleEstimate(QueueStandstill Standstill, LossEstimate Loss, RangeStretch Stretch)
{
    /// <summary>All servers are well.</summary>
    public static TroubleEstimate None { get; } = new(default, default, RangeStretch.None);
}
