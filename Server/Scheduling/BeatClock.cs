namespace Interception.Server.Scheduling;

/// <summary>
/// The common beat of all answers: each looks at its model once a beat, and everything new is read, checked, written
/// and sent at once. Each answer has its own offset in the beat, from when it began.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="cores">The number of cores that the answers share.</param>
internal sealed class BeatClock(TimeProvider time, int cores)
{
    private const int Slots = 64;

    /// <summary>How exact it is: an answer is woken so much late at most. Waking the machine more often costs more than it gives.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(8);

    private readonly DueAnswerQueue _due = new(cores);

    private readonly Lock _lock = new();
    private readonly List<AnswerBeat>[] _slots = [.. Enumerable.Range(0, Slots).Select(_ => new List<AnswerBeat>())];
    private readonly long _born = time.GetTimestamp();
    private ITimer? _timer;
    private long _now;
    private int _waiting;
    private int _answers;

    /// <summary>The present length of the beat; zero when none is active.</summary>
    public TimeSpan Length => BeatLength.For((double)Volatile.Read(ref _answers) / cores);

    /// <summary>The time since the clock was made.</summary>
    public TimeSpan Now => time.GetElapsedTime(_born);

    /// <summary>Adds an answer.</summary>
    /// <returns>Its part in the beat, until disposed.</returns>
    public AnswerBeat Join()
    {
        Interlocked.Increment(ref _answers);
        return new(this);
    }

    /// <summary>Removes an answer.</summary>
    public void Leave() => Interlocked.Decrement(ref _answers);

    /// <summary>Wakes an answer at the first tick after its time.</summary>
    public void Add(AnswerBeat answer, TimeSpan moment)
    {
        lock (_lock)
        {
            if (_waiting++ == 0) Start();
            var tick = Math.Clamp(moment.Ticks / Tick.Ticks + 1, _now + 1, _now + Slots - 1);
            _slots[tick % Slots].Add(answer);
        }
    }

    private void Start()
    {
        _now = Now.Ticks / Tick.Ticks;
        _timer ??= time.CreateTimer(static clock => ((BeatClock)clock!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Tick, Tick);
    }

    private void Ring()
    {
        // Outside the lock, because sending threads takes longer than an answer may be kept waiting for it.
        _due.Add(Due());
    }

    private List<AnswerBeat> Due()
    {
        var due = new List<AnswerBeat>();
        lock (_lock)
        {
            for (var last = Now.Ticks / Tick.Ticks; _now < last && _waiting > 0;) Take(_slots[++_now % Slots], due);
            if (_waiting == 0) _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        return due;
    }

    private void Take(List<AnswerBeat> slot, List<AnswerBeat> due)
    {
        _waiting -= slot.Count;
        due.AddRange(slot);
        slot.Clear();
    }
}
