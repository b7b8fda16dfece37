namespace Interception.Server.Journal.Shared;

/// <summary>How long a run's keys are kept after the last write.</summary>
/// <param name="Working">While it waits or works; its node writes every second.</param>
/// <param name="Paused">While it waits for the child, without a node.</param>
/// <param name="Ended">After its end.</param>
internal sealed record JournalLifetimes(TimeSpan Working, TimeSpan Paused, TimeSpan Ended)
{
    /// <summary>The times that follow from the settings of runs.</summary>
    public static JournalLifetimes For(TimeSpan retention, TimeSpan pauseFor)
    {
        var working = retention + TimeSpan.FromMinutes(1);
        return new(working, pauseFor + working, retention);
    }
}
