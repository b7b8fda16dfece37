using Interception.Server.Contracts;

namespace Interception.Server.Runs;

internal sealed partial class Run
{
    /// <summary>Who reads it; a run that works and that nobody reads for long is abandoned.</summary>
    public RunReaders Readers { get; }

    /// <summary>Completes as soon as nobody reads the run.</summary>
    public Task UnreadAsync() => Readers.GoneAsync();

    private void OnEmpty()
    {
        using var held = _lock.Enter();
        if (_phase == Phase.Active) _alarm.SetAbandoned(Abandon);
    }

    private void Abandon()
    {
        using (_lock.Enter())
            if (!Readers.IsEmpty || _phase != Phase.Active) return;
        Stop(Codes.Stopped);
    }
}
