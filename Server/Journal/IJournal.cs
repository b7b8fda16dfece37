namespace Interception.Server.Journal;

/// <summary>What has happened so far, run by run. Each run is written by one worker and read by anyone.</summary>
public interface IJournal
{
    /// <summary>Opens an empty journal for a new run.</summary>
    /// <param name="runId">An id that no run has had.</param>
    IRunJournal Open(string runId);

    /// <summary>Finds a run's journal; null when unknown or forgotten.</summary>
    IRunJournal? Find(string runId);

    /// <summary>Forgets a run; readers who wait on it get <c>run_not_found</c>. Does nothing for an unknown run.</summary>
    void Forget(string runId);
}
