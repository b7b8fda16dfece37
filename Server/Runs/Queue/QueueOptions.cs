using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Runs.Queue;

/// <summary>The queue in front of the slots. Bound from the <c>Queue</c> section.</summary>
internal sealed class QueueOptions
{
    /// <summary>How many runs may wait. Default: 60.</summary>
    [Range(0, 100_000)]
    public int Capacity { get; set; } = 60;

    /// <summary>How long a run may wait. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(10);
}
