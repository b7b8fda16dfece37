namespace Interception.Server.Journal.Shared;

/// <summary>Wakes the one who writes to Redis. Rung for every token, it costs a look at a field.</summary>
internal sealed class WriterBell
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it rings. Ask for it first and look then, else what comes between the two is lost.</summary>
    public Task Next()
    {
        if (_next.Task.IsCompleted) _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _next.Task;
    }

    /// <summary>There is something new.</summary>
    public void Ring()
    {
        if (_next is { Task.IsCompleted: false } next) next.TrySetResult();
    }
}
