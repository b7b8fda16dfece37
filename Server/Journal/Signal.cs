namespace Interception.Server.Journal;

/// <summary>Wakes the readers who wait, and costs nothing while nobody does. Its owner's lock guards it.</summary>
/// <remarks>Look and ask for <see cref="Next"/> under one lock, else a wake-up between the two is lost.</remarks>
internal sealed class Signal
{
    private TaskCompletionSource? _waiting;

    /// <summary>Completes at the next <see cref="Wake"/>.</summary>
    public Task Next() => (_waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Wakes everybody who waits now.</summary>
    public void Wake()
    {
        _waiting?.SetResult();
        _waiting = null;
    }
}
