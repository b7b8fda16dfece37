namespace Interception.Client.Console.Doctor.Hops;

/// <summary>How long the doctor looks at what.</summary>
internal sealed record DoctorPlan
{
    /// <summary>So many ticks of the probe.</summary>
    public int Ticks { get; init; } = 60;

    /// <summary>Far enough apart that a proxy with a small buffer holds them noticeably.</summary>
    public int TickMs { get; init; } = 80;

    /// <summary>How long a transport that said nothing may take when it is tried alone.</summary>
    public TimeSpan SecondChance { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a connection has nothing to say. The server itself says something every 10 s.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>The server waits as long for the first token.</summary>
    public TimeSpan FirstLine { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>So long is no pause between two tokens.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After so much of an answer its speed is known.</summary>
    public TimeSpan Enough { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After so many thoughts it is known that it thinks.</summary>
    public TimeSpan Thoughts { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a real run waits in the line.</summary>
    public TimeSpan Line { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it may take once it is served.</summary>
    public TimeSpan Run { get; init; } = TimeSpan.FromSeconds(75);
}
