using System.Runtime.ExceptionServices;

namespace Interception.Server.Classroom.Store;

/// <summary>A change of the class that is to be written together with others.</summary>
internal sealed class PendingChange(Func<ClassRecord, ClassRecord> change)
{
    private ClassRecord? _after;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Whether it was written, or has failed.</summary>
    public bool IsDone => _after is not null || _failure is not null;

    /// <summary>The class after it.</summary>
    /// <exception cref="Exception">Whatever it failed with.</exception>
    public ClassRecord Result
    {
        get
        {
            _failure?.Throw();
            return _after!;
        }
    }

    /// <summary>Changes the class; one that fails leaves it as it is. May be called again with another class.</summary>
    public ClassRecord Apply(ClassRecord before)
    {
        _failure = null;
        try
        {
            _after = change(before);
            if (!ReferenceEquals(_after, before)) _after = _after with { Version = before.Version + 1 };
            return _after;
        }
        catch (Exception e)
        {
            Fail(e);
            return before;
        }
    }

    /// <summary>It could not be written.</summary>
    public void Fail(Exception reason) => _failure = ExceptionDispatchInfo.Capture(reason);
}
