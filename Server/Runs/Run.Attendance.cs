using Interception.Server.Contracts;

namespace Interception.Server.Runs;

internal sealed partial class Run
{
    private ITimer? _abandon;

    /// <summary>The last reader has left: nobody will miss the run when none comes back.</summary>
    private void WatchReaders()
    {
        using var held = _lock.Enter();
        _abandon?.Dispose();
        if (_phase == RunPhase.Active) _abandon = parts.AbandonTimer(Abandon);
    }

    private void Abandon() => _ = AbandonAsync();

    private async Task AbandonAsync()
    {
        if (!readers.IsEmpty) return;
        if (await parts.IsReadElsewhereAsync(Id)) WatchReaders();
        else Stop(Codes.Stopped);
    }
}
