namespace Interception.Server.Scheduling;

/// <summary>One answer's part in the beat. It reuses one object to wait, however long the answer is.</summary>
internal sealed class AnswerBeat(BeatClock clock) : ReusableWait, IDisposable
{
    private TimeSpan _last;

    /// <summary>Whether a beat is active: then everything since the last one is sent together.</summary>
    public bool IsOn => clock.Length > TimeSpan.Zero;

    /// <summary>Waits for the answer's next beat; not at all when no beat is active, or when the last one was long ago.</summary>
    public ValueTask WaitAsync()
    {
        var (length, now) = (clock.Length, clock.Now);
        var next = _last + length;
        if (next <= now)
        {
            _last = now;
            return ValueTask.CompletedTask;
        }

        _last = next;
        Reset();
        clock.Add(this, next);
        return Wait;
    }

    /// <summary>The beat. After one that came late, the next is a whole beat later: sooner, there would be nothing to see.</summary>
    public void Wake()
    {
        var now = clock.Now;
        if (now - _last > clock.Length / 2) _last = now;
        Complete();
    }

    public void Dispose() => clock.Leave();
}
