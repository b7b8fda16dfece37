using Interception.Server.Contracts;
using Interception.Server.Generation.Breakers;
using Interception.Server.Safety;
using Interception.Server.Safety.Crisis;
using Interception.Server.Safety.Judging;

namespace Interception.Server.Pipeline;

/// <summary>Sends a stage's texts through the gate and reports it to the reader.</summary>
internal sealed class GateStep(CheckedText.Gate gate, CrisisCheck crisis, TestedJudges tests, GateMetrics metrics)
{
    /// <summary>Raised when a judge becomes available or unavailable. No lock is held meanwhile.</summary>
    public event Action? JudgesChanged
    {
        add => tests.Changed += value;
        remove => tests.Changed -= value;
    }

    /// <summary>Whether runs must wait for the judge: it is being tested, or servers answer but the judge does not.</summary>
    public bool IsTesting => tests.StateOf(tests.Judge) switch
    {
        JudgeState.Testing => true,
        JudgeState.Away => tests.ServersOf(tests.Judge).Count > 0,
        _ => false,
    };

    /// <summary>Refuses a run that needs a judge which failed its test.</summary>
    /// <exception cref="EndingException"><c>safety_unavailable</c>, with what to do about it.</exception>
    public void RefuseUnjudged(RunMaterial material)
    {
        if (tests.StateOf(material.Assignment.Models.Judge) == JudgeState.Failed) throw Failed(material);
    }

    /// <summary>Waits while the judge is tested: until it has passed, no text goes to any model, not even to the writer.</summary>
    /// <exception cref="EndingException"><c>safety_unavailable</c>, <c>model_missing</c> or <c>provider_unavailable</c>: the judge cannot be asked.</exception>
    public async Task ClearAsync(RunMaterial material, CancellationToken cancellationToken)
    {
        var state = await tests.SettledAsync(material.Assignment.Models.Judge, material.Endpoint, cancellationToken);
        if (state == JudgeState.Failed) throw Failed(material);
        if (state == JudgeState.Missing) throw Endings.Exception(Codes.ModelMissing);
        if (state != JudgeState.Away) return;
        // Its server is away, so the run keeps its turn and waits.
        StageAttempt.Current?.Fail(wasWell: false);
        throw Endings.Exception(Codes.ProviderUnavailable);
    }

    /// <summary>Lets a child's texts, or a translation, pass together, or ends the stage.</summary>
    /// <param name="material">What the run works on.</param>
    /// <param name="texts">The texts to check.</param>
    /// <param name="fields">The names of the texts in the request.</param>
    /// <param name="output">Receives the progress.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="EndingException"><c>blocked</c>, or <c>safety_unavailable</c>, also when the check is cancelled.</exception>
    public Task<IReadOnlyList<CheckedText>> PassAsync(
        RunMaterial material, IReadOnlyList<string> texts, IReadOnlyList<string> fields, IStageOutput output, CancellationToken cancellationToken) =>
        PassAsync(material, Question(material, texts) with { Fields = fields }, output, cancellationToken);

    /// <summary>Lets a model's text pass, or ends the stage.</summary>
    /// <inheritdoc cref="PassAsync(RunMaterial, IReadOnlyList{string}, IReadOnlyList{string}, IStageOutput, CancellationToken)" path="/exception"/>
    public async Task<CheckedText> PassAnswerAsync(
        RunMaterial material, string text, IStageOutput output, CancellationToken cancellationToken) =>
        (await PassAsync(material, Question(material, [text]) with { IsAnswer = true }, output, cancellationToken))[0];

    /// <summary>Whether a child cries for help; the gate then answers at once and asks no model.</summary>
    public bool IsUrgent(RunMaterial material)
    {
        string?[] texts = [material.Revision ?? material.Assignment.Idea, material.Assignment.Style, material.Assignment.Rules];
        return crisis.IsCry(Question(material, [.. (material.Revision is null ? texts : texts[..1]).OfType<string>()]));
    }

    private EndingException Failed(RunMaterial material) => tests.SentenceOf(material.Assignment.Models.Judge!) is { } sentence
        ? new(Codes.SafetyUnavailable, sentence)
        : Endings.Exception(Codes.SafetyUnavailable);

    private static SafetyQuestion Question(RunMaterial material, IReadOnlyList<string> texts) =>
        new(texts, material.Assignment.Models.Judge, material.Endpoint);

    /// <summary>When the judge's server is away, the run waits and asks again at the server of its next slot.</summary>
    private async Task<IReadOnlyList<CheckedText>> PassAsync(
        RunMaterial material, SafetyQuestion question, IStageOutput output, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await AskAsync(question with { Endpoint = material.Endpoint }, output, cancellationToken);
            }
            catch (EndingException failed) when (failed.Code == Codes.SafetyUnavailable && !cancellationToken.IsCancellationRequested)
            {
                if (!await output.WaitForServerAsync(cancellationToken)) throw;
            }
        }
    }

    private async Task<IReadOnlyList<CheckedText>> AskAsync(
        SafetyQuestion question, IStageOutput output, CancellationToken cancellationToken)
    {
        output.Report(StageStatus.Checking);
        using var span = GateMetrics.Begin(question.IsAnswer, question.Parts.Count);
        try
        {
            var passed = await gate.PassAsync(question, new GateProgress(output), cancellationToken);
            metrics.Passed(span);
            return passed;
        }
        catch (EndingException refused)
        {
            metrics.Refused(span, refused);
            throw;
        }
        catch (OperationCanceledException)
        {
            metrics.Left(span);
            // A time limit during a check leaves the text unchecked. A stop or a shutdown is handled by the run.
            throw Endings.Exception(Codes.SafetyUnavailable);
        }
    }

    private sealed class GateProgress(IStageOutput output) : IProgress<SafetyProgress>
    {
        public void Report(SafetyProgress value) =>
            output.Report(value == SafetyProgress.Loading ? StageStatus.LoadingModel : StageStatus.Checking);
    }
}
