namespace Interception.Tests.Support.Chaos;

/// <summary>The ways in which a network fails.</summary>
public enum FaultKind
{
    /// <summary>One long pause.</summary>
    Latency,

    /// <summary>Pauses of changing length.</summary>
    Jitter,

    /// <summary>Every byte is a segment.</summary>
    Slice,

    /// <summary>Very few bytes pass.</summary>
    Bandwidth,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>No byte passes any more, but the connection stays open.</summary>
    Stall,

    /// <summary>The connection is closed in the middle with a FIN.</summary>
    Cut,

    /// <summary>No byte passes any more, and the close comes late.</summary>
    SlowClose,
}
