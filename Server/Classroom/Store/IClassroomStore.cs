namespace Interception.Server.Classroom.Store;

/// <summary>Where the class's state lies: one record, changed as a whole, the same for all nodes.</summary>
internal interface IClassroomStore
{
    /// <summary>The class as it is known here, at once and without waiting.</summary>
    ClassRecord Current { get; }

    /// <summary>Something changed, here or at another node. Look at <see cref="Current"/>; several changes may be one call.</summary>
    /// <remarks>Raised while no lock of the store is held.</remarks>
    event Action? Changed;

    /// <summary>Changes the class. Of two changes at once one comes after the other; none is lost.</summary>
    /// <param name="change">From the class as it is to the class as it shall be; the same record means no change. May be asked again,
    /// so it has no effects of its own; what it throws changes nothing.</param>
    /// <returns>The class afterwards, with the next version; <see cref="Current"/> is not older.</returns>
    ValueTask<ClassRecord> ChangeAsync(Func<ClassRecord, ClassRecord> change);
}
