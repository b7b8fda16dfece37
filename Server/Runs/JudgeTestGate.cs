using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>Stops the queue while the judge is tested: until it has passed, no text goes to any model.</summary>
internal sealed class JudgeTestGate : IQueueGate
{
    private readonly GateStep _checkpoint;

    public JudgeTestGate(GateStep checkpoint)
    {
        _checkpoint = checkpoint;
        checkpoint.JudgesChanged += () => Changed?.Invoke();
    }

    public event Action? Changed;

    public WaitReason? HoldsBack(QueuedWork work) => work.Models.Count > 0 && _checkpoint.IsTesting ? WaitReason.Test : null;
}
