using Interception.Server.Contracts;
using Interception.Server.Redis.Nodes;

namespace Interception.Server.Classroom;

/// <summary>Looks every second whether the class is right about open pages. A node alone is always right.</summary>
internal sealed class PageUpkeep(ClassroomPages pages, INodeRegistry nodes, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!nodes.IsShared) return;
        using var rounds = new PeriodicTimer(Round, time);
        while (await rounds.WaitForNextTickAsync(stoppingToken)) await TryTidyAsync();
    }

    private async Task TryTidyAsync()
    {
        try
        {
            await pages.TidyAsync();
        }
        catch (EndingException)
        {
            // While Redis is away nobody can be told; the next round tells it.
        }
    }
}
