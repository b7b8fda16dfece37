using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>One wait in the queue and the work after it, from the child's click to the pause or the end.</summary>
internal sealed class Visit(TimeProvider time)
{
    // Clients get whole seconds.
    private const double Rounding = 0.5;

    private readonly long _asked = time.GetTimestamp();
    private readonly List<Queued> _told = [];

    /// <summary>From the click to the model's first word; null before it.</summary>
    public TimeSpan? FirstWord { get; private set; }

    /// <summary>How long the child had waited when the lesson ended before its first word.</summary>
    public TimeSpan? InVain { get; private set; }

    /// <summary>When the run was queued, by the server's clock in milliseconds.</summary>
    public long? LinedUpAt { get; private set; }

    /// <summary>When it got its slot, by the same clock.</summary>
    public long? ServedAt { get; private set; }

    /// <summary>When the work ended, by the same clock.</summary>
    public long? DoneAt { get; private set; }

    public TimeSpan SinceFirstWord => time.GetElapsedTime(_asked) - (FirstWord ?? TimeSpan.Zero);

    public TimeSpan? Waited => FirstWord ?? InVain;

    /// <summary>How many times the page was reloaded meanwhile.</summary>
    public int Reloads { get; set; }

    public TimeSpan? Work => Between(ServedAt, DoneAt);

    /// <summary>From the slot to the first word.</summary>
    public TimeSpan? Beginning => FirstWord - Between(LinedUpAt, ServedAt);

    /// <summary>Whether another run was in front.</summary>
    public bool StoodInLine => _told.Count > 0;

    /// <summary>For each estimate that can be checked: was it right?</summary>
    public IEnumerable<bool> Estimates => ServedAt is { } served ? _told.Where(told => told.EtaSeconds is not null).Select(told => IsTrue(told, served)) : [];

    public void HearWord() => FirstWord ??= time.GetElapsedTime(_asked);

    public void HearBell() => InVain = FirstWord is null && DoneAt is null ? time.GetElapsedTime(_asked) : null;

    public void See(RunEvent happened)
    {
        switch (happened)
        {
            case RunStart or RunContinue: LinedUpAt = happened.At; break;
            case Queued told: _told.Add(told); break;
            case StageStart: ServedAt ??= happened.At; break;
            case StageEnd: DoneAt = happened.At; break;
        }
    }

    private static bool IsTrue(Queued told, long servedAt) => (servedAt - told.At) / 1000.0 is var wait
        && told.EtaSeconds![0] - Rounding <= wait && wait <= told.EtaSeconds[1] + Rounding;

    private static TimeSpan? Between(long? from, long? to) => from is null || to is null ? null : TimeSpan.FromMilliseconds(to.Value - from.Value);
}
