namespace Interception.Server.Journal;

/// <summary>What is wanted of a run that works. A command never depends on a message that may be lost.</summary>
public enum RunWish
{
    /// <summary>It goes on.</summary>
    Go,

    /// <summary>It stops.</summary>
    Stop,

    /// <summary>It comes to its pause or end, and no further.</summary>
    Hold,
}
