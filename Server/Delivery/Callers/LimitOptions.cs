using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Delivery.Callers;

/// <summary>How much one session may have. Bound from the <c>Limits</c> section.</summary>
internal sealed class LimitOptions
{
    /// <summary>How many runs of a session may wait or work at once. Default: 1.</summary>
    [Range(1, 100_000)]
    public int ActiveRunsPerSession { get; set; } = 1;

    /// <summary>How many runs a session may start in a minute. Default: 12.</summary>
    [Range(1, 100_000)]
    public int StartsPerMinute { get; set; } = 12;

    /// <summary>How many connections a session may have at once; a server-sent stream counts as one. Default: 4.</summary>
    [Range(1, 100_000)]
    public int ConnectionsPerSession { get; set; } = 4;

    /// <summary>A factor for the numbers above: what one address may have in all, with or without cookies. Default: 60.</summary>
    [Range(1, 100_000)]
    public int PerAddress { get; set; } = 60;

    /// <summary>How many new connections a second the whole server accepts. Default: 50.</summary>
    [Range(1, 100_000)]
    public int ConnectionsPerSecond { get; set; } = 50;
}
