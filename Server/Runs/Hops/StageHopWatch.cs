using Interception.Server.Contracts;

namespace Interception.Server.Runs.Hops;

/// <summary>Times a stage's text at each hop in the server, and names its silences.</summary>
/// <remarks>A token costs two looks at the clock: when it comes and when it is written. One thread writes; many read.</remarks>
internal sealed class StageHopWatch
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Func<StageSilence, bool> _tell;
    private readonly long _begun;
    private readonly long _aSecond;
    private readonly HopGauge _came;
    private readonly HopGauge _written;
    private readonly HopGauge _left;
    private readonly PlaceClock _places;
    private readonly List<StageSilence> _silences = [];
    private long _heard;
    private long _unleft;
    private int _chars;
    private int _leftTo;

    /// <param name="time">The clock.</param>
    /// <param name="tell">Receives each silence; false when enough were reported for the run.</param>
    public StageHopWatch(TimeProvider time, Func<StageSilence, bool> tell)
    {
        _time = time;
        _tell = tell;
        _begun = time.GetTimestamp();
        _aSecond = time.TimestampFrequency;
        _came = new(time, _begun);
        _written = new(time, _begun);
        _left = new(time, _begun);
        _places = new(_begun);
    }

    /// <summary>Records the wait before the stage began.</summary>
    public void Waited(TimeSpan wait)
    {
        if (wait >= TimeSpan.FromSeconds(1)) Name(SilencePlace.Line, 0, -(long)wait.TotalMilliseconds, (long)wait.TotalMilliseconds);
    }

    /// <summary>Changes what is being done; null for time that counts as no silence.</summary>
    public void Turn(SilencePlace? place) => _places.Enter(place, _time.GetTimestamp());

    /// <summary>Records a line of the model.</summary>
    public void Came()
    {
        var now = _time.GetTimestamp();
        _came.Pass(now);
        if (_heard == 0) _heard = now;
    }

    /// <summary>Records a piece before it is written.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="length">The length of the piece, in UTF-16 units.</param>
    public void Written(long now, int length)
    {
        _written.Pass(now);
        Look(now);
        lock (_lock)
        {
            _chars += length;
            if (_unleft == 0) _unleft = now;
        }
    }

    /// <summary>Ends the stage.</summary>
    /// <returns>The event with the hops' figures.</returns>
    public StageEnd Sum(StageEnd end)
    {
        Look(_time.GetTimestamp());
        lock (_lock)
        {
            var hops = new StageHops { Came = _came.Times(), Written = _written.Times(), Left = _left.Times() };
            return end with { Hops = hops.Written is null ? null : hops, Silences = _silences.Count == 0 ? null : [.. _silences] };
        }
    }

    /// <summary>Records that a reader's transport has sent a piece.</summary>
    /// <param name="end">The end of the piece in the text.</param>
    /// <param name="present">The time since when the reader has been there.</param>
    /// <param name="handed">The time when the transport got the piece.</param>
    /// <param name="now">The time when it asked for more.</param>
    public void Left(int end, long present, long handed, long now)
    {
        long from;
        int before;
        lock (_lock)
        {
            // A reader behind another one shows nothing new about the server.
            if (end <= _leftTo) return;
            _left.Pass(now);
            from = Math.Max(_unleft, present);
            before = _leftTo;
            _leftTo = end;
            _unleft = end < _chars ? now : 0;
        }
        var (late, place) = (now - from, now - handed >= (now - from) / 2 ? SilencePlace.Network : SilencePlace.Server);
        if (late >= _aSecond) Name(place, before, Ms(from - _begun), Ms(late));
    }

    private void Look(long now)
    {
        var (place, spent) = _places.Take(now, _heard);
        _heard = 0;
        if (spent >= _aSecond) Name(place, _chars, Ms(now - spent - _begun), Ms(spent));
    }

    private void Name(SilencePlace place, int chars, long atMs, long ms)
    {
        var silence = new StageSilence(place, chars, atMs, ms);
        if (!_tell(silence)) return;
        lock (_lock) _silences.Add(silence);
    }

    private long Ms(long span) => (long)_time.GetElapsedTime(0, span).TotalMilliseconds;
}
