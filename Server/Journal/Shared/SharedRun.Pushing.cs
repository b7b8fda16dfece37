using Interception.Server.Contracts;

namespace Interception.Server.Journal.Shared;

/// <summary>Saying to Redis what is new in memory: one script each time, and what its answer means for the run.</summary>
internal sealed partial class SharedRun
{
    private const int MostSteps = 400;

    private RunRecordChange? _record;

    /// <summary>Says all that is new, now.</summary>
    public async Task PushAsync()
    {
        using var talk = await TalkAsync();
        while (IsOwned && await PushOnceAsync())
        {
            // There is more, or it has to be said from another place on.
        }
    }

    /// <summary>One script.</summary>
    /// <returns>Whether another one is to follow at once.</returns>
    private async Task<bool> PushOnceAsync()
    {
        var since = TakeNews();
        var steps = Memory.StepsAfter(_there, MostSteps);
        var sureOf = _parts.Freezes.Freezes;
        var answer = await SayAsync(steps, since);
        switch (answer.Status)
        {
            case PushStatus.Ok or PushStatus.Duplicate:
                _isLost = false;
                _there.Add(steps);
                Hear(answer.Wanted, sureOf);
                if (IsNew(answer.Record)) await RememberAsync(answer.Record);
                if (steps.Count >= MostSteps) return true;
                ReleaseWhenDone();
                return false;
            case PushStatus.Gap:
                if (answer.Where.Length == 0) _there.Events = answer.Length;
                else _there[new Stage(answer.Where)] = answer.Length;
                return true;
            case PushStatus.Closed when answer.Fence == _fence && answer.Length == Memory.EventCount:
                // Our own end: it was only the answer that was lost.
                Hear(answer.Wanted, sureOf);
                Disown();
                return false;
            case PushStatus.Gone:
                return await IsToBeSaidAnewAsync();
            default:
                GiveWay(answer.Fence);
                return false;
        }
    }

    private async Task<PushAnswer> SayAsync(List<JournalStep> steps, long since)
    {
        var isSaid = false;
        try
        {
            var answer = await _parts.Scripts.PushAsync(_keys, PushOf(steps, since));
            isSaid = answer.Status is PushStatus.Ok or PushStatus.Duplicate;
            return answer;
        }
        finally
        {
            if (!isSaid) KeepNews(since);
        }
    }

    private RunPush PushOf(List<JournalStep> steps, long since) =>
        new(_fence, _isLost ? "anew" : "add", KeptFor(Memory.Life), steps, _isLost ? _record : null, AgeOf(since));

    private bool IsNew(string version) => version.Length > 0 && version != _record?.To;

    /// <summary>A Redis that comes back empty is told the record anew as well.</summary>
    private async Task RememberAsync(string version)
    {
        if (await _parts.Scripts.ReadRecordAsync(Id) is { } record) _record = new(From: "", version, record);
    }

    private TimeSpan KeptFor((bool IsPaused, bool HasEnded) life) =>
        life.HasEnded ? _parts.Lifetimes.Ended : life.IsPaused ? _parts.Lifetimes.Paused : _parts.Lifetimes.Working;

    /// <summary>A run that Redis has lost is written down anew; one that was forgotten is over.</summary>
    private async Task<bool> IsToBeSaidAnewAsync()
    {
        var mark = await _parts.Mark.AskAsync();
        _isLost = mark != _mark || _isLost;
        if (!_isLost)
        {
            Memory.Forget();
            Disown();
            return false;
        }

        // This process stood still for so long that whoever reads it elsewhere was told that it is gone, and its place may be another's;
        // the Redis that would know has forgotten it.
        if (_sureOf != _parts.Freezes.Freezes)
        {
            GiveWay(_fence + 1);
            return false;
        }

        _mark = mark;
        _there.Clear();
        return true;
    }

    private void ReleaseWhenDone()
    {
        // A paused run belongs to nobody: whoever goes on with it takes it over, here or elsewhere.
        var life = Memory.Life;
        if ((life.HasEnded || (life.IsPaused && _there.Events > _ownedFrom)) && Memory.EventCount == _there.Events) Disown();
    }

    private void Hear(RunWish wish, int sureOf)
    {
        LetGo(sureOf);
        if (wish == Wanted) return;
        Wanted = wish;
        Heard?.Invoke();
    }

    /// <summary>Another writer counts: nothing more is written here, and readers here hear what that one says.</summary>
    private void GiveWay(long fence)
    {
        // Known before anything is refused for it.
        IsOvertaken = true;
        Memory.Append(new JournalAddition(Math.Max(fence, _fence + 1)));
        _fence = Math.Max(fence, _fence);
        Drop();
        Disown();
        Heard?.Invoke();
    }
}
