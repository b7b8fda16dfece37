using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>What a run that waits has been told. It hears what is new, and never of a position worse than the last.</summary>
internal sealed class Announcements(Action<Queued> tell, TimeProvider time)
{
    private int _position = int.MaxValue;
    private Estimate? _estimate;
    private long _at;

    /// <summary>Tells it, unless it knows.</summary>
    public void Say(int position, Estimate? estimate)
    {
        if (position >= _position && !IsNews(estimate)) return;
        (_position, _estimate, _at) = (Math.Min(position, _position), estimate, time.GetTimestamp());
        tell(new(_position, estimate?.Seconds));
    }

    private bool IsNews(Estimate? now) => (now, _estimate) switch
    {
        ({ } known, { } told) => known.IsNewsAfter(told, time.GetElapsedTime(_at)),
        var (known, told) => known is null != told is null,
    };
}
