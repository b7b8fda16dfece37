using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Generation;

/// <summary>Separate time limits, so that each wait ends for its own reason. Bound from the <c>Timeouts</c> section.</summary>
internal sealed class TimeoutOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Timeouts";

    /// <summary>How long a connection may take. Default: 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a model may take to load. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Load { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a loaded model may take to its first token, a queue before it included. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstToken { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a model may pause between two tokens; thoughts count. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan BetweenTokens { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one stage may take; loading does not count. Default: 3 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan Stage { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a run may hold a slot; loading does not count. Default: 12 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Run { get; set; } = TimeSpan.FromMinutes(12);
}
