using Interception.Server.Contracts;
using Interception.Server.Pipeline;

namespace Interception.Server.Runs;

/// <summary>The line stands still while the judge is tested: until it has passed no text goes to any model.</summary>
internal sealed class JudgeTestGate : IQueueGate
{
    private readonly Checkpoint _checkpoint;

    public JudgeTestGate(Checkpoint checkpoint)
    {
        _checkpoint = checkpoint;
        checkpoint.JudgesChanged += () => Changed?.Invoke();
    }

    public event Action? Changed;

    public WaitReason? HoldsBack(Errand errand) => errand.Models.Count > 0 && _checkpoint.IsTesting ? WaitReason.Test : null;
}
