using Interception.Server.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>When one run goes to Redis: at most once a frame, and never twice at the same time.</summary>
/// <param name="beat">The node's beat.</param>
/// <param name="push">Says all that is new.</param>
internal sealed class RunPusher(PushBeat beat, Func<Task> push) : IThreadPoolWorkItem
{
    /// <summary>The least time between two scripts.</summary>
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(25);

    /// <summary>A word every so often keeps the keys, and hears what is wanted although a nudge was lost.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    private volatile bool _isDue;
    private volatile bool _isOn;
    private int _isPushing;
    private long _last;
    private TimeSpan _rest;

    /// <summary>Begins to push, and does so at once.</summary>
    public void Start()
    {
        _isOn = true;
        _rest = TimeSpan.Zero;
        beat.Join(this);
        Ring();
    }

    /// <summary>Pushes no longer.</summary>
    public void Stop()
    {
        _isOn = false;
        beat.Leave(this);
    }

    /// <summary>Says that there is something new. Called for every token: on a busy node it costs a write of one field.</summary>
    public void Ring()
    {
        _isDue = true;
        // Whoever rings may hold a lock.
        if (_isOn && !beat.IsBusy && Volatile.Read(ref _isPushing) == 0 && IsTime()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Pushes if it is time and there is anything to say.</summary>
    public void Look()
    {
        if (!_isOn || !IsTime() || Interlocked.Exchange(ref _isPushing, 1) == 1) return;
        // Somebody else may have pushed since the first look at the time.
        if (IsTime()) _ = PushAsync();
        else Volatile.Write(ref _isPushing, 0);
    }

    void IThreadPoolWorkItem.Execute() => Look();

    private bool IsTime()
    {
        var quiet = beat.Time.GetElapsedTime(Volatile.Read(ref _last));
        return quiet >= (_isDue ? _rest : Silence);
    }

    private async Task PushAsync()
    {
        _isDue = false;
        Volatile.Write(ref _last, beat.Time.GetTimestamp());
        try
        {
            _rest = Frame;
            await push();
        }
        catch (Exception)
        {
            // Whatever it was: it is in memory, and is said again.
            _rest = RedisNudges.Patience;
            _isDue = true;
        }
        finally
        {
            Volatile.Write(ref _isPushing, 0);
        }
    }
}
