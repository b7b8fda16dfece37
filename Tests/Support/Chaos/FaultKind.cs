namespace Interception.Tests.Support.Chaos;

/// <summary>What a network does to those who trust it.</summary>
public enum FaultKind
{
    /// <summary>One long pause.</summary>
    Latency,

    /// <summary>Pauses of changing length.</summary>
    Jitter,

    /// <summary>Every byte is a segment.</summary>
    Slice,

    /// <summary>Hardly anything gets through.</summary>
    Bandwidth,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing gets through any more, and nobody is told.</summary>
    Stall,

    /// <summary>The connection is closed in the middle, politely.</summary>
    Cut,

    /// <summary>Nothing gets through any more, and the close comes late.</summary>
    SlowClose,
}
