namespace Interception.Server.Classroom.Store;

/// <summary>Keeps the class in this process's memory; a restart forgets it.</summary>
internal sealed class MemoryClassroomStore : IClassroomStore
{
    private readonly Lock _lock = new();
    private volatile ClassRecord _current = ClassRecord.Empty;

    public event Action? Changed;

    public ClassRecord Current => _current;

    public ValueTask<ClassRecord> ChangeAsync(Func<ClassRecord, ClassRecord> change)
    {
        ClassRecord after;
        lock (_lock)
        {
            after = change(_current);
            if (ReferenceEquals(after, _current)) return new(after);
            _current = after = after with { Version = _current.Version + 1 };
        }
        Changed?.Invoke();
        return new(after);
    }
}
