using StackExchange.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>Talking with Redis on a beat: what is new is sent at one, and the answer is taken in at the next.</summary>
/// <remarks>Nobody waits for the answer, because a thread woken for each costs more than the answer. Whatever is out of the ordinary is said again, with waiting.</remarks>
internal sealed partial class SharedRun : IPushedRun
{
    private SentNews? _sent;

    /// <inheritdoc/>
    public bool IsOver => Memory.Life is { IsPaused: true } or { HasEnded: true };

    /// <inheritdoc/>
    public Task? Send(IBatch? gathered)
    {
        if (!_talk.Wait(0)) return null;
        using var talk = new Talk(_talk);
        if (!IsOwned || _sent is not null) return null;
        var since = TakeNews();
        var steps = Memory.StepsAfter(_there, MostSteps);
        var sureOf = _parts.Freezes.Freezes;
        _sent = new(_parts.Scripts.Send(gathered, _keys, PushOf(steps, since)), steps, since, sureOf);
        return _sent.Answer;
    }

    /// <inheritdoc/>
    public bool TakeIn()
    {
        // Who talks now has taken it in.
        if (!_talk.Wait(0)) return true;
        using var talk = new Talk(_talk);
        return TakeInSent();
    }

    /// <summary>Waits until nothing else is said to Redis of this run, and until the answer to what was sent is there.</summary>
    /// <returns>Disposed when others may talk.</returns>
    private async Task<Talk> TalkAsync()
    {
        await _talk.WaitAsync();
        var talk = new Talk(_talk);
        try
        {
            if (_sent is { } sent) await ((Task)sent.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!TakeInSent()) _pusher.Ring();
            return talk;
        }
        catch (Exception)
        {
            talk.Dispose();
            throw;
        }
    }

    private bool TakeInSent()
    {
        if (_sent is not { } sent) return true;
        _sent = null;
        if (_parts.Scripts.Received(sent.Answer) is not { Status: PushStatus.Ok or PushStatus.Duplicate } answer)
        {
            KeepNews(sent.Since);
            return false;
        }

        _there.Add(sent.Steps);
        if (!IsOwned) return true;
        Hear(answer.Wanted, sent.SureOf);
        if (_isLost || IsNew(answer.Record) || sent.Steps.Count >= MostSteps) return false;
        ReleaseWhenDone();
        return true;
    }

    /// <param name="Answer">Completes with the answer.</param>
    /// <param name="Steps">What was sent.</param>
    /// <param name="Since">Since when the oldest of it was known.</param>
    /// <param name="SureOf">Up to which freeze it was sent.</param>
    private sealed record SentNews(Task<RedisResult> Answer, List<JournalStep> Steps, long Since, int SureOf);

    /// <summary>The right to talk with Redis of this run.</summary>
    private readonly struct Talk(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
