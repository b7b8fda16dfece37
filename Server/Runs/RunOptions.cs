using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Runs;

/// <summary>How long runs are kept. Bound from the <c>Runs</c> section.</summary>
internal sealed class RunOptions
{
    /// <summary>How long an ended run can still be read. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a paused run waits for the child. Default: 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PauseFor { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a run keeps working when nobody reads it. Default: 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AbandonAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long runs may go on after the server was told to stop; 0 ends all at once. Default: 25 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainFor { get; set; } = TimeSpan.FromSeconds(25);
}
