namespace Interception.Server.Journal;

/// <summary>What has happened so far, run by run: a port. Each run is written by one worker and read by anyone, at any node.</summary>
/// <remarks>An answer may take its time. What is written a second time is there once.</remarks>
public interface IJournal
{
    /// <summary>Opens an empty journal for a new run.</summary>
    /// <param name="runId">An id that no run has had.</param>
    /// <param name="fence">The writer's number; a writer with a larger one takes the journal over.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>What the run's worker writes to: its own memory, so that it never waits.</returns>
    ValueTask<IRunJournal> OpenAsync(string runId, long fence, CancellationToken cancellationToken = default);

    /// <summary>Takes a run's journal over: with the first word of this writer, those with smaller numbers fall silent.</summary>
    /// <returns>What the new writer writes to; null when the run is unknown or forgotten.</returns>
    ValueTask<IRunJournal?> TakeOverAsync(string runId, long fence, CancellationToken cancellationToken = default);

    /// <summary>The same on the strength of a record: of several who have read the same one the last has the run, and nobody once one of them has changed it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="fence">The number that it is to have at least.</param>
    /// <param name="record">The version of the record.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    ValueTask<IRunJournal?> TakeOverAsync(string runId, long fence, string record, CancellationToken cancellationToken = default) =>
        TakeOverAsync(runId, fence, cancellationToken);

    /// <summary>Finds a run's journal for a reader; null when unknown or forgotten.</summary>
    ValueTask<IRunReader?> FindAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Adds what a writer has at these places. Said again, it changes nothing.</summary>
    /// <returns>Whether it is there now, and what is wanted of the run.</returns>
    ValueTask<AppendAnswer> AppendAsync(string runId, JournalAddition addition, CancellationToken cancellationToken = default);

    /// <summary>Says what is wanted of a run; its writer hears it with the next answer. Does nothing for an unknown run.</summary>
    ValueTask WantAsync(string runId, RunWish wish, CancellationToken cancellationToken = default);

    /// <summary>Forgets a run; readers who wait on it get <c>run_not_found</c>. Does nothing for an unknown run.</summary>
    ValueTask ForgetAsync(string runId, CancellationToken cancellationToken = default);
}
