namespace Interception.Client.Console.Doctor.Hops;

/// <summary>The durations of the doctor's measurements.</summary>
internal sealed record DoctorPlan
{
    /// <summary>The number of the probe's ticks.</summary>
    public int Ticks { get; init; } = 60;

    /// <summary>Far enough apart that a proxy with a small buffer holds them back noticeably.</summary>
    public int TickMs { get; init; } = 80;

    /// <summary>The time for a second attempt of a transport that was silent.</summary>
    public TimeSpan SecondChance { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a connection stays idle. The server itself sends something every 10 s.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>The same as the server's own limit for the first token.</summary>
    public TimeSpan FirstLine { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A longer time between two tokens is no pause.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After this much of an answer its speed is known.</summary>
    public TimeSpan Enough { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After this many thoughts it is known that the model thinks.</summary>
    public TimeSpan Thoughts { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait of the real run in the queue.</summary>
    public TimeSpan Line { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest time of the real run after that.</summary>
    public TimeSpan Run { get; init; } = TimeSpan.FromSeconds(75);
}
