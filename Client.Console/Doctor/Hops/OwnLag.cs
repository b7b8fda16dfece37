using Interception.Client.Console.Measuring;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>The lag of this machine's own timers: others cannot be measured more exactly.</summary>
internal sealed class OwnLag(ExaminationClock clock)
{
    private const double EveryMs = 50;

    /// <returns>The 90th percentile, in milliseconds.</returns>
    public async Task<double> MeasureAsync(Task meanwhile)
    {
        List<double> late = [];
        while (!meanwhile.IsCompleted)
        {
            var begun = clock.Now;
            await Task.Delay(TimeSpan.FromMilliseconds(EveryMs), clock.Time, CancellationToken.None);
            late.Add(clock.Now - begun - EveryMs);
        }
        return Quantile.Of([.. late.Order()], 0.9) ?? 0;
    }
}
