using Interception.Server.Redis;
using StackExchange.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>When one run goes to Redis: at most once a frame, and never twice at the same time.</summary>
/// <param name="beat">The node's beat.</param>
/// <param name="run">The run.</param>
internal sealed class RunPusher(PushBeat beat, IPushedRun run) : IThreadPoolWorkItem
{
    /// <summary>The least time between two scripts.</summary>
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(25);

    /// <summary>A word every so often keeps the keys, and hears what is wanted although a nudge was lost.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    private volatile bool _isDue;
    private volatile bool _isOn;
    private int _isPushing;
    private volatile Task? _sent;
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

    /// <summary>Takes in an answer that has come, and sends what is new if it is time.</summary>
    /// <param name="gathered">What it goes with; null to go alone.</param>
    public void Look(IBatch? gathered)
    {
        if (!_isOn || !IsDue() || Interlocked.Exchange(ref _isPushing, 1) == 1) return;
        if (TryStep(gathered)) Volatile.Write(ref _isPushing, 0);
        else _ = PushAsync();
    }

    void IThreadPoolWorkItem.Execute() => Look(gathered: null);

    private bool IsDue() => _sent is { } sent ? sent.IsCompleted : IsTime();

    private bool IsTime()
    {
        var quiet = beat.Time.GetElapsedTime(Volatile.Read(ref _last));
        return quiet >= (_isDue ? _rest : Silence);
    }

    /// <returns>False when it must be said with waiting.</returns>
    private bool TryStep(IBatch? gathered)
    {
        try
        {
            // Somebody else may have pushed since the first look at the time.
            if (!IsDue()) return true;
            if (Interlocked.Exchange(ref _sent, null) is not null && !run.TakeIn()) return false;
            if (!IsTime()) return true;
            if (run.IsOver) return false;
            Send(gathered);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void Send(IBatch? gathered)
    {
        _isDue = false;
        _sent = run.Send(gathered);
        if (_sent is null) _isDue = true;
        else Begin();
    }

    private async Task PushAsync()
    {
        _isDue = false;
        Begin();
        try
        {
            await run.PushAsync();
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

    private void Begin()
    {
        Volatile.Write(ref _last, beat.Time.GetTimestamp());
        _rest = Frame;
    }
}
