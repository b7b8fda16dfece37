namespace Interception.Server.Journal;

/// <summary>The memory that one run may use; only a defect comes near these limits.</summary>
internal static class JournalLimits
{
    /// <summary>An hour in the queue with a change of place every second.</summary>
    public const int Events = 4_000;

    /// <summary>Kept free for necessary events: the stages, pause, continue and the run's end.</summary>
    public const int EventsInReserve = 100;

    /// <summary>512 kB in UTF-16: eight times four stages of 8,000 characters.</summary>
    public const int Chars = 512 * 1024 / sizeof(char);
}
