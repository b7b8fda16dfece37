using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>Stops the queue while the judge is tested: until it has passed, no text goes to any model.</summary>
internal sealed class JudgeTestGate : IQueueGate
{
    private readonly GateStep _gate;

    public JudgeTestGate(GateStep gate)
    {
        _gate = gate;
        gate.JudgesChanged += () => Changed?.Invoke();
    }

    public event Action? Changed;

    public WaitReason? HoldsBack(QueuedWork work) => work.Models.Count > 0 && _gate.IsTesting ? WaitReason.Test : null;
}
