using Interception.Server.Contracts;

namespace Interception.Server.Journal.Shared;

/// <summary>Holding back what is written while it is not sure that it counts: after this process stood still, and while a record is changed.</summary>
internal sealed partial class SharedRun
{
    private readonly Lock _holding = new();
    private List<Action>? _held;
    private int _sureOf;
    private bool _isLost;

    /// <summary>Writes an event down.</summary>
    public void Write(long fence, RunEvent happened)
    {
        lock (_holding)
        {
            if (IsSure) Memory.Write(fence, happened);
            else Hold(() => Memory.Write(fence, happened));
        }
        HasNews();
    }

    /// <summary>Adds a piece.</summary>
    public void Write(long fence, Stage stage, string piece)
    {
        lock (_holding)
        {
            if (IsSure) Memory.Write(fence, stage, piece);
            else Hold(() => Memory.Write(fence, stage, piece));
        }
        HasNews();
    }

    /// <summary>Writes something together with a change of the run's record: both or neither.</summary>
    /// <param name="fence">The number of the writer.</param>
    /// <param name="said">What is said; null for nothing.</param>
    /// <param name="change">The record.</param>
    /// <returns>False when somebody else has changed the record, or has taken the run over.</returns>
    public async Task<bool> TryCommitAsync(long fence, RunEvent? said, RunRecordChange change)
    {
        await PushAsync();
        // Only an event that is said with it has a number, which nothing else may take meanwhile.
        if (said is not null) lock (_holding) _held ??= [];
        using var talk = await TalkAsync();
        int? sureOf = null;
        try
        {
            // From then on the number of this run is another writer's.
            if (HasOvertaken(fence)) return false;
            var since = TakeNews();
            var steps = Memory.StepsAfter(_there, MostSteps);
            var numbered = said is null ? null : Memory.Number(said);
            if (numbered is not null) steps.Add(new(numbered));
            var life = numbered is null ? Memory.Life : (said is RunPause, said is RunEnd);
            var freezes = _parts.Freezes.Freezes;
            var answer = await _parts.Scripts.PushAsync(_keys, new(_fence, "add", KeptFor(life), steps, change, AgeOf(since)));
            if (answer.Status is PushStatus.Fenced or PushStatus.Foreign) GiveWay(answer.Fence);
            sureOf = freezes;
            if (answer.Status is not (PushStatus.Ok or PushStatus.Duplicate)) return false;
            if (numbered is not null) Memory.Append(new JournalAddition(_fence, numbered));
            _there.Add(steps);
            return true;
        }
        finally
        {
            LetGo(sureOf);
            _pusher.Ring();
        }
    }

    private bool IsSure => _held is null && (_sureOf == _parts.Freezes.Freezes || !IsOwned);

    private void Hold(Action write) => (_held ??= []).Add(write);

    /// <summary>What was held back is written, if it counts.</summary>
    /// <param name="sureOf">Up to which freeze it is sure that it does; null when nothing is known anew.</param>
    private void LetGo(int? sureOf)
    {
        lock (_holding)
        {
            _sureOf = sureOf ?? _sureOf;
            if (_sureOf != _parts.Freezes.Freezes) return;
            var held = _held ?? [];
            _held = null;
            foreach (var write in held) WriteHeld(write);
            if (held.Count > 0) _pusher.Ring();
        }
    }

    private void Drop()
    {
        lock (_holding) _held = null;
    }

    private static void WriteHeld(Action write)
    {
        try
        {
            write();
        }
        catch (InvalidOperationException)
        {
            // The run ended, or was taken over, in the meantime. Its writer learns it with its next word.
        }
    }
}
