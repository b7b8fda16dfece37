using System.Runtime.CompilerServices;
using Interception.Server.Contracts;

namespace Interception.Server.Runs;

internal sealed partial class Run
{
    private readonly RunReaders _audience;

    /// <summary>Reads a stage's text from an offset on, as somebody who attends.</summary>
    public async IAsyncEnumerable<string> ReadText(
        Stage stage, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = _audience.Enter();
        // No text is as long as an int can count, so the largest one lies beyond every text.
        await foreach (var piece in Journal.ReadText(stage, (int)Math.Clamp(offset, int.MinValue, int.MaxValue), cancellationToken))
            yield return piece;
    }

    /// <summary>Reads the events after a sequence number, as somebody who attends.</summary>
    public async IAsyncEnumerable<RunEvent> ReadEvents(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = _audience.Enter();
        await foreach (var happened in Journal.ReadEvents(after, cancellationToken)) yield return happened;
    }

    /// <summary>Completes as soon as nobody reads the run.</summary>
    public Task UnreadAsync() => _audience.GoneAsync();

    private void OnEmpty()
    {
        using var held = _lock.Enter();
        if (_phase == Phase.Active) _alarm.SetAbandoned(Abandon);
    }

    private void Abandon()
    {
        using (_lock.Enter())
            if (!_audience.IsEmpty || _phase != Phase.Active) return;
        Stop(Codes.Stopped);
    }
}
