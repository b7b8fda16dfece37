using Interception.Server.Contracts;
using Interception.Server.Runs.Locking;

namespace Interception.Server.Runs.Queue;

/// <summary>Something that can make the line stand still: whom it holds back is not served, keeps its turn, and is told why.</summary>
/// <remarks>Register any number of them; the line asks them in their order, and the first reason is the one that is told.</remarks>
internal interface IQueueGate
{
    /// <summary>Why a run must not be served now; null when nothing stands against it.</summary>
    /// <param name="errand">What it wants a place for. Without models (practice) it needs no server and no judge.</param>
    /// <remarks>Asked under the line's lock, often: answers at once, from memory, and takes no lock of <see cref="LockRank"/>.</remarks>
    WaitReason? HoldsBack(QueuedWork errand);

    /// <summary>A run is served with a place at a server.</summary>
    /// <returns>Disposed when it gives the place back; null for nothing to dispose.</returns>
    IDisposable? Served(QueuedWork errand, Uri endpoint) => null;

    /// <summary>The answer may have changed. Raised while no lock is held.</summary>
    event Action? Changed;
}
