using Interception.Server.Contracts;
using Interception.Server.Safety;

namespace Interception.Server.Pipeline;

/// <summary>Leads a stage's texts through the gate and says so to whoever waits.</summary>
internal sealed class Checkpoint(CheckedText.Gate gate)
{
    /// <summary>Lets the texts through together, or ends the stage.</summary>
    /// <exception cref="EndingException"><c>blocked</c>, or <c>safety_unavailable</c>; also when the check is cut short.</exception>
    public async Task<IReadOnlyList<CheckedText>> PassAsync(
        Material material, IReadOnlyList<string> texts, IStageOutput output, CancellationToken cancellationToken)
    {
        output.Say(StageStatus.Checking);
        var question = new SafetyQuestion(texts, material.Assignment.Cast.Judge, material.Endpoint);
        try
        {
            return await gate.PassAsync(question, new Progress(output), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A clock that runs out during a check leaves the text unchecked. A stop or a shutdown is known to the run.
            throw Endings.Exception(Codes.SafetyUnavailable);
        }
    }

    private sealed class Progress(IStageOutput output) : IProgress<SafetyProgress>
    {
        public void Report(SafetyProgress value) =>
            output.Say(value == SafetyProgress.Loading ? StageStatus.LoadingModel : StageStatus.Checking);
    }
}
