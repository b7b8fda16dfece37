using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;

namespace Interception.Tests.Support.Classroom;

/// <summary>A class that cannot be changed while the test says so, as while Redis is away.</summary>
internal sealed class BusyClassroomStore : IClassroomStore
{
    private readonly MemoryClassroomStore _store = new();

    public event Action? Changed
    {
        add => _store.Changed += value;
        remove => _store.Changed -= value;
    }

    /// <summary>Whether it cannot be changed.</summary>
    public bool IsBusy { get; set; }

    /// <summary>How often it was to be changed and could not.</summary>
    public int Refused { get; private set; }

    public ClassRecord Current => _store.Current;

    public ValueTask<ClassRecord> ChangeAsync(Func<ClassRecord, ClassRecord> change)
    {
        if (!IsBusy) return _store.ChangeAsync(change);
        Refused++;
        throw Endings.Exception(Codes.Busy);
    }
}
