namespace Interception.Server.Classroom.Store;

/// <summary>Wakes the readers that wait for a change of the class.</summary>
internal sealed class ClassroomChanges
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ClassroomChanges(IClassroomStore store) => store.Changed += () =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Completes at the next change. Get it before you read the state, or a change between the two is lost.</summary>
    public Task Next => _next.Task;
}
