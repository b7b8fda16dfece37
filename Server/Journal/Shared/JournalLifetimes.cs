namespace Interception.Server.Journal.Shared;

/// <summary>How long a run's keys stay without another word of it.</summary>
/// <param name="Working">While it waits or works; its node says a word every second.</param>
/// <param name="Paused">While it waits for the child, and nobody has it.</param>
/// <param name="Ended">After its end.</param>
internal sealed record JournalLifetimes(TimeSpan Working, TimeSpan Paused, TimeSpan Ended)
{
    /// <summary>As the settings of runs mean it.</summary>
    public static JournalLifetimes For(TimeSpan retention, TimeSpan pauseFor)
    {
        var working = retention + TimeSpan.FromMinutes(1);
        return new(working, pauseFor + working, retention);
    }
}
