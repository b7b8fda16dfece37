namespace Interception.Server.Redis.Nodes;

/// <summary>The times of a node's beats.</summary>
internal sealed record NodeTimes
{
    /// <summary>How long a node counts as alive that says nothing. Default: 12 seconds.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How often it says that it lives. Default: 3 seconds.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How soon it says so again when Redis did not answer. Default: half a second.</summary>
    public TimeSpan Again { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>When nobody has said anything for so long, Redis was away, and nobody counts as dead until all could speak again. Default: 6 seconds.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromSeconds(6);
}
