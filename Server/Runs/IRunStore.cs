using Interception.Server.Contracts;
using Interception.Server.Journal;

namespace Interception.Server.Runs;

/// <summary>The records of runs: a port. Who may command a run asks here, wherever the run works.</summary>
/// <remarks>An answer may take its time. How long a record is kept goes by its phase.</remarks>
internal interface IRunStore
{
    /// <summary>Whether other nodes have it too: then what waits or pauses outlives this process.</summary>
    bool IsShared => false;

    /// <summary>Takes a new record in, whose journal has been opened.</summary>
    ValueTask AddAsync(RunRecord record, CancellationToken cancellationToken = default);

    /// <summary>Finds a record; null when unknown or forgotten.</summary>
    ValueTask<RunRecord?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Every record that is kept.</summary>
    ValueTask<IReadOnlyList<RunRecord>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Puts a record in the place of the one that was found, and says so in the journal, in one write.</summary>
    /// <param name="found">The record as it was found.</param>
    /// <param name="changed">As it is to be.</param>
    /// <param name="journal">Whose fence is that of <paramref name="changed"/>.</param>
    /// <param name="said">What readers are told of it; null for nothing.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The record as it is kept now; null when somebody else has changed it since, and nothing was written.</returns>
    ValueTask<RunRecord?> TryChangeAsync(
        RunRecord found, RunRecord changed, IRunJournal journal, RunEvent? said, CancellationToken cancellationToken = default);

    /// <summary>Says which runs are read at this node; other nodes may work on them.</summary>
    /// <exception cref="Contracts.EndingException"><c>busy</c>.</exception>
    ValueTask AttendAsync(IReadOnlyCollection<string> ids) => default;

    /// <summary>How long ago a run was read, as the nodes have said; null when none has.</summary>
    /// <exception cref="Contracts.EndingException"><c>busy</c>.</exception>
    ValueTask<TimeSpan?> UnreadForAsync(string id) => default;

    /// <summary>Forgets a record. Does nothing for an unknown one.</summary>
    ValueTask ForgetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The time of a phase is over: the pause ends, or an ended run is forgotten. Raised while no lock is held.</summary>
    event Action<RunRecord>? Due;
}
