namespace Interception.Server.Journal;

/// <summary>What is wanted of a running run. It is stored, so that a command does not depend on a message that may be lost.</summary>
public enum RunWish
{
    /// <summary>It continues.</summary>
    Go,

    /// <summary>It stops.</summary>
    Stop,

    /// <summary>It continues to its pause or end, and no further.</summary>
    Hold,
}
