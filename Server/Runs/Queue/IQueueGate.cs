using Interception.Server.Contracts;
using Interception.Server.Runs.Locking;

namespace Interception.Server.Runs.Queue;

/// <summary>A reason for the queue to stand still: a run that it holds back is not served, keeps its turn, and is told why.</summary>
/// <remarks>Register any number of them; they are asked in order, and the first reason is reported.</remarks>
internal interface IQueueGate
{
    /// <summary>Why a run must not be served now; null when it may.</summary>
    /// <param name="work">What the run needs a slot for. Without models (practice) it needs no server and no judge.</param>
    /// <remarks>Asked often, under the queue's lock: it must answer from memory, and take no lock of <see cref="LockRank"/>.</remarks>
    WaitReason? HoldsBack(QueuedWork work);

    /// <summary>Records that a run is served with a slot at a server.</summary>
    /// <returns>Disposed when the run gives the slot back; null for nothing to dispose.</returns>
    IDisposable? Served(QueuedWork work, Uri endpoint) => null;

    /// <summary>The answer may have changed. Raised while no lock is held.</summary>
    event Action? Changed;
}
