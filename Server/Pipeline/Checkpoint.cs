using Interception.Server.Contracts;
using Interception.Server.Safety;

namespace Interception.Server.Pipeline;

/// <summary>Leads a stage's texts through the gate and says so to whoever waits.</summary>
internal sealed class Checkpoint(CheckedText.Gate gate, CrisisCheck crisis)
{
    /// <summary>Lets a child's texts, or a translation, through together, or ends the stage.</summary>
    /// <exception cref="EndingException"><c>blocked</c>, <c>model_missing</c>, or <c>safety_unavailable</c>; the last also when the check is cut short.</exception>
    public Task<IReadOnlyList<CheckedText>> PassAsync(
        Material material, IReadOnlyList<string> texts, IStageOutput output, CancellationToken cancellationToken) =>
        PassAsync(Question(material, texts), output, cancellationToken);

    /// <summary>Lets through what a model wrote as its own text, or ends the stage.</summary>
    /// <inheritdoc cref="PassAsync(Material, IReadOnlyList{string}, IStageOutput, CancellationToken)" path="/exception"/>
    public async Task<CheckedText> PassAnswerAsync(
        Material material, string text, IStageOutput output, CancellationToken cancellationToken) =>
        (await PassAsync(Question(material, [text]) with { IsAnswer = true }, output, cancellationToken))[0];

    /// <summary>Whether a child cries for help, so that the gate answers at once and asks no model.</summary>
    public bool IsUrgent(Material material)
    {
        string?[] texts = [material.Revision ?? material.Assignment.Idea, material.Assignment.Style, material.Assignment.Rules];
        return crisis.IsCry(Question(material, [.. (material.Revision is null ? texts : texts[..1]).OfType<string>()]));
    }

    private static SafetyQuestion Question(Material material, IReadOnlyList<string> texts) =>
        new(texts, material.Assignment.Cast.Judge, material.Endpoint);

    private async Task<IReadOnlyList<CheckedText>> PassAsync(
        SafetyQuestion question, IStageOutput output, CancellationToken cancellationToken)
    {
        output.Say(StageStatus.Checking);
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
