namespace Interception.Server.Hosting;

/// <summary>
/// Gives memory back when a lesson is over: a collector works when something is asked for, so what a thousand forgotten runs
/// leave behind would stay until the next lesson. It looks for a lull, in which a pause of some milliseconds is nobody's.
/// </summary>
internal sealed class IdleCollector : BackgroundService
{
    private const long Lull = 4 * 1024 * 1024;
    private const long WorthIt = 32 * 1024 * 1024;

    /// <summary>Real time, whatever clock the product runs on: it is the machine's memory.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>Whether there is a lull, and enough has been left behind.</summary>
    /// <param name="sinceLook">Bytes asked for since the last look.</param>
    /// <param name="sinceCollection">Bytes asked for since the last time that memory was given back.</param>
    public static bool IsTime(long sinceLook, long sinceCollection) => sinceLook < Lull && sinceCollection > WorthIt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        var (looked, collected) = (GC.GetTotalAllocatedBytes(), 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = GC.GetTotalAllocatedBytes();
            if (IsTime(now - looked, now - collected))
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                collected = now;
            }
            looked = now;
        }
    }
}
