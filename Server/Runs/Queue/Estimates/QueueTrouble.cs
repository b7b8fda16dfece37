namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>What failing model servers have cost the line lately: standstills, work in vain, and forecasts that did not come true. Who uses it guards it.</summary>
/// <param name="time">Where time comes from.</param>
internal sealed class QueueTrouble(TimeProvider time)
{
    private readonly QueueStandstills _standstills = new(time);
    private readonly LostWork _lost = new(time);
    private readonly RangeRecord _ranges = new(time);

    /// <summary>The line stands still now for want of a server, or it does not.</summary>
    public void See(bool stands) => _standstills.See(stands);

    /// <summary>Somebody has worked in vain for so long, and begins again.</summary>
    public void Lose(TimeSpan work) => _lost.Add(work);

    /// <summary>Somebody has come to its place.</summary>
    /// <param name="forecasts">What was forecast for it, and how long it waited from then on.</param>
    public void Serve(IEnumerable<(ForecastRange Forecast, double Waited)> forecasts)
    {
        _lost.Serve();
        foreach (var (forecast, waited) in forecasts) _ranges.Add(forecast, waited);
    }

    /// <summary>What is to be expected, if it goes on like this.</summary>
    public TroubleEstimate Expected()
    {
        var (standstill, loss) = (_standstills.Expected(), _lost.Expected());
        // Without trouble the forecast knows best: it is not widened for chance.
        return standstill.PerSecond > 0 || loss.Share > 0 ? new(standstill, loss, _ranges.Stretch()) : TroubleEstimate.None;
    }
}

/// <summary>What failing servers may cost those who wait.</summary>
/// <param name="Standstill">How the line stands still.</param>
/// <param name="Loss">How work is lost.</param>
/// <param name="Stretch">How much wider a forecast is said than it is made, for what no forecast knows of such servers.</param>
internal sealed record TroubleEstimate(QueueStandstill Standstill, LossEstimate Loss, RangeStretch Stretch)
{
    /// <summary>All servers are well.</summary>
    public static TroubleEstimate None { get; } = new(default, default, RangeStretch.None);
}
