namespace Interception.Server.Journal.Shared;

/// <summary>Wakes the task that writes to Redis. It rings for every token, at the cost of reading one field.</summary>
internal sealed class WriterBell
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it rings. Get it before you look, or a ring between the two is lost.</summary>
    public Task Next()
    {
        if (_next.Task.IsCompleted) _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _next.Task;
    }

    /// <summary>Rings.</summary>
    public void Ring()
    {
        if (_next is { Task.IsCompleted: false } next) next.TrySetResult();
    }
}
