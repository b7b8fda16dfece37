namespace Interception.Server.Classroom.Store;

/// <summary>The store of the class's state: one record, changed as a whole, the same for all nodes.</summary>
internal interface IClassroomStore
{
    /// <summary>The class as this node knows it, without waiting.</summary>
    ClassRecord Current { get; }

    /// <summary>Raised after a change here or at another node. Read <see cref="Current"/>; several changes may raise it once.</summary>
    /// <remarks>No lock of the store is held meanwhile.</remarks>
    event Action? Changed;

    /// <summary>Changes the class. Changes happen one after the other, and none is lost.</summary>
    /// <param name="change">Gets the class as it is and returns the class as it shall be; the same record means no change. It may be called again,
    /// so it must have no side effects. When it throws, nothing changes.</param>
    /// <returns>The class just after this change, with the next version; <see cref="Current"/> is not older.</returns>
    ValueTask<ClassRecord> ChangeAsync(Func<ClassRecord, ClassRecord> change);
}
