namespace Interception.Server.Redis.Nodes;

/// <summary>What a node says of itself with every beat.</summary>
/// <param name="Node">Who it is.</param>
/// <param name="Version">Of the server.</param>
internal sealed record NodeReport(NodeIdentity Node, string Version)
{
    /// <summary>Its first beat, in Unix microseconds by Redis's clock, so that no two are the same; 0 before.</summary>
    public long Since { get; init; }

    /// <summary>The settings in which all nodes must agree.</summary>
    public IReadOnlyList<NodeSetting> Settings { get; init; } = [];

    /// <summary>How many runs hold a place at it.</summary>
    public int Working { get; init; }

    /// <summary>The version of the class that all children's pages at it were sent; 0 for none that is known.</summary>
    public long ShownClass { get; init; }

    /// <summary>How many pieces a second its runs write.</summary>
    public double PiecesPerSecond { get; init; }

    /// <summary>How long children at it waited for a first word lately, by half minutes.</summary>
    public IReadOnlyList<NodeWaits> Waits { get; init; } = [];

    /// <summary>What it lacks, in words for a person; empty when it is ready.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>The waits of a time at one node.</summary>
/// <param name="At">The beginning of the time, in Unix milliseconds.</param>
/// <param name="Seconds">The median, in seconds.</param>
/// <param name="Count">How many waited.</param>
internal sealed record NodeWaits(long At, double Seconds, int Count);

/// <summary>A setting that must be the same at all nodes.</summary>
/// <param name="Key">Its key in the configuration.</param>
/// <param name="Shown">Its value as it may be shown: without any password.</param>
/// <param name="Digest">Of the whole value.</param>
internal sealed record NodeSetting(string Key, string Shown, string Digest)
{
    /// <summary>A setting with a value that may be shown whole.</summary>
    public static NodeSetting Of(string key, string value) => Of(key, value, value);

    /// <summary>A setting.</summary>
    public static NodeSetting Of(string key, string value, string shown) =>
        new(key, shown, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(value)))[..16]);
}
