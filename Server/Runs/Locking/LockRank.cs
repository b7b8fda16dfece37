namespace Interception.Server.Runs.Locking;

/// <summary>
/// The order of the locks of this folder: who holds one takes only those further down. What is not listed is a leaf:
/// under a lock of a journal, keys, limits, a clock, an alarm, the readers' count or the places nothing else is ever
/// called, and under that of a record only its journal's. No lock is held while a store is asked.
/// Callers from outside (timers, tokens, events of other folders, a limiter that refuses a start) hold none of them.
/// </summary>
internal enum LockRank
{
    /// <summary>Nothing is held.</summary>
    None,

    /// <summary>One run's life.</summary>
    Run,

    /// <summary>The line.</summary>
    Queue,
}
