using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;

namespace Interception.Server.Runs.Queue;

/// <summary>All that can stand between a run and a free place.</summary>
/// <param name="places">Where loads may hold runs back.</param>
/// <param name="gates">Asked in their order; the first reason is the one that is told.</param>
internal sealed class QueueGates(EndpointSlots places, IEnumerable<IQueueGate> gates)
{
    private readonly IQueueGate[] _gates = [.. gates];

    /// <summary>An answer may have changed. Raised while no lock is held.</summary>
    public event Action? Changed
    {
        add
        {
            foreach (var gate in _gates) gate.Changed += value;
        }
        remove
        {
            foreach (var gate in _gates) gate.Changed -= value;
        }
    }

    /// <summary>Why a run is not served; a gate or a load that holds it back, or else others who come first.</summary>
    public WaitReason ReasonFor(QueuedWork work, bool isHeld) =>
        GateFor(work, isHeld) ?? (places.IsLoadingFor(work.Request) ? WaitReason.Model : WaitReason.Place);

    /// <summary>The gate that holds a run back; null for none.</summary>
    public WaitReason? GateFor(QueuedWork work, bool isHeld)
    {
        if (isHeld) return WaitReason.Hold;
        foreach (var gate in _gates)
            if (gate.HoldsBack(work) is { } reason) return reason;
        return null;
    }

    /// <summary>A run is served.</summary>
    /// <returns>Disposed when it gives the place back.</returns>
    public IReadOnlyList<IDisposable> Serve(QueuedWork work, Uri endpoint) =>
        [.. _gates.Select(gate => gate.Served(work, endpoint)).OfType<IDisposable>()];
}
