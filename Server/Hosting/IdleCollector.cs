namespace Interception.Server.Hosting;

/// <summary>
/// Gives memory back after a lesson. The garbage collector runs only when memory is allocated, so what a thousand forgotten runs
/// leave behind would stay until the next lesson. A collection is made when the server is idle, where a pause of some milliseconds disturbs nobody.
/// </summary>
internal sealed class IdleCollector : BackgroundService
{
    private const long Lull = 4 * 1024 * 1024;
    private const long WorthIt = 32 * 1024 * 1024;

    /// <summary>Real time, even when the product runs on another clock: the memory belongs to the machine.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>Whether the server is idle and enough garbage has collected.</summary>
    /// <param name="sinceLook">Bytes allocated since the last look.</param>
    /// <param name="sinceCollection">Bytes allocated since memory was last given back.</param>
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
