using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>A run that other nodes may go on with: what is written down for them, and how this node lets go of it without a word.</summary>
internal sealed partial class Run
{
    private Task _noted = Task.CompletedTask;
    private volatile bool _isLeft;

    /// <summary>Whether another node has it, or is to have it: nothing more is said of it here.</summary>
    public bool IsLeft => _isLeft || journal.IsOvertaken;

    /// <summary>Whether its place may be another's: it shows no text any more.</summary>
    public bool HasLostPlace { get; private set; }

    /// <summary>Whether its stage has shown nothing yet, so that nobody notices more than a wait when it is begun again.</summary>
    public bool HasShownNothing => journal.Written.Chars == 0;

    /// <summary>Writes down how far it has come, for whoever takes it over. Nothing here waits for that.</summary>
    public void Note()
    {
        if (parts.Store.IsShared) _noted = NoteAsync(_noted);
    }

    /// <summary>Its place may be another's by now, because this node counted as dead for a while.</summary>
    public void LosePlace()
    {
        HasLostPlace = true;
        if (parts.Store.IsShared && HasShownNothing) Leave();
        else Stop(Codes.ProviderInterrupted);
    }

    /// <summary>Lets go of it for another node to go on with.</summary>
    public async Task LeaveAsync()
    {
        using (_lock.Enter())
        {
            if (_phase == RunPhase.Ended) return;
            _phase = RunPhase.Ended;
        }
        await _noted;
        share.Dispose();
        await TryReleaseAsync();
        parts.Traces.Forget(Id);
        LetGo();
        _ended.TrySetResult();
    }

    private void LeaveWhenOvertaken()
    {
        if (journal.IsOvertaken) Leave();
    }

    private void Leave()
    {
        _isLeft = true;
        _stop.Cancel();
    }

    private async Task NoteAsync(Task before)
    {
        await before;
        if (_phase != RunPhase.Active || IsLeft) return;
        try
        {
            await ChangeAsync(RunPhase.Active, said: null);
        }
        catch (Exception)
        {
            // The next one says it, or the ending.
        }
    }

    private async Task TryReleaseAsync()
    {
        try
        {
            await journal.ReleaseAsync();
        }
        catch (Exception)
        {
            // Then the others go on with it when this node counts as dead.
        }
    }
}
