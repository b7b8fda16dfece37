using Interception.Server.Contracts;
using Interception.Server.Generation.Breakers;
using Interception.Server.Safety;
using Interception.Server.Safety.Crisis;
using Interception.Server.Safety.Judging;

namespace Interception.Server.Pipeline;

/// <summary>Leads a stage's texts through the gate and says so to whoever waits.</summary>
internal sealed class GateStep(CheckedText.Gate gate, CrisisCheck crisis, TestedJudges tests, GateMetrics metrics)
{
    /// <summary>Another judge may be asked than before, or no longer. Raised while no lock is held.</summary>
    public event Action? JudgesChanged
    {
        add => tests.Changed += value;
        remove => tests.Changed -= value;
    }

    /// <summary>Whether runs must wait because the judge has not been tested: it is being tested, or servers answer and it does not.</summary>
    public bool IsTesting => tests.StateOf(tests.Judge) switch
    {
        JudgeState.Testing => true,
        JudgeState.Away => tests.ServersOf(tests.Judge).Count > 0,
        _ => false,
    };

    /// <summary>Refuses what would need a judge that has failed its test.</summary>
    /// <exception cref="EndingException"><c>safety_unavailable</c>, with what to do about it.</exception>
    public void RefuseUnjudged(RunMaterial material)
    {
        if (tests.StateOf(material.Assignment.Cast.Judge) == JudgeState.Failed) throw Failed(material);
    }

    /// <summary>Waits while the judge is tested: until it has passed no text goes to any model, a writer's as little as its own.</summary>
    /// <exception cref="EndingException"><c>safety_unavailable</c>, <c>model_missing</c>, <c>provider_unavailable</c>: it cannot be asked.</exception>
    public async Task ClearAsync(RunMaterial material, CancellationToken cancellationToken)
    {
        var state = await tests.SettledAsync(material.Assignment.Cast.Judge, material.Endpoint, cancellationToken);
        if (state == JudgeState.Failed) throw Failed(material);
        if (state == JudgeState.Missing) throw Endings.Exception(Codes.ModelMissing);
        if (state != JudgeState.Away) return;
        // Its server is away, and the run keeps its turn.
        StageAttempt.Current?.Fail(wasWell: false);
        throw Endings.Exception(Codes.ProviderUnavailable);
    }

    /// <summary>Lets a child's texts, or a translation, through together, or ends the stage.</summary>
    /// <param name="material">What the run works on.</param>
    /// <param name="texts">What is to go on.</param>
    /// <param name="fields">What each of them is called in a request.</param>
    /// <param name="output">Told what happens.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="EndingException"><c>blocked</c>, or <c>safety_unavailable</c>; also when the check is cut short.</exception>
    public Task<IReadOnlyList<CheckedText>> PassAsync(
        RunMaterial material, IReadOnlyList<string> texts, IReadOnlyList<string> fields, IStageOutput output, CancellationToken cancellationToken) =>
        PassAsync(material, Question(material, texts) with { Fields = fields }, output, cancellationToken);

    /// <summary>Lets through what a model wrote as its own text, or ends the stage.</summary>
    /// <inheritdoc cref="PassAsync(RunMaterial, IReadOnlyList{string}, IReadOnlyList{string}, IStageOutput, CancellationToken)" path="/exception"/>
    public async Task<CheckedText> PassAnswerAsync(
        RunMaterial material, string text, IStageOutput output, CancellationToken cancellationToken) =>
        (await PassAsync(material, Question(material, [text]) with { IsAnswer = true }, output, cancellationToken))[0];

    /// <summary>Whether a child cries for help, so that the gate answers at once and asks no model.</summary>
    public bool IsUrgent(RunMaterial material)
    {
        string?[] texts = [material.Revision ?? material.Assignment.Idea, material.Assignment.Style, material.Assignment.Rules];
        return crisis.IsCry(Question(material, [.. (material.Revision is null ? texts : texts[..1]).OfType<string>()]));
    }

    private EndingException Failed(RunMaterial material) => tests.SentenceOf(material.Assignment.Cast.Judge!) is { } sentence
        ? new(Codes.SafetyUnavailable, sentence)
        : Endings.Exception(Codes.SafetyUnavailable);

    private static SafetyQuestion Question(RunMaterial material, IReadOnlyList<string> texts) =>
        new(texts, material.Assignment.Cast.Judge, material.Endpoint);

    /// <summary>A judge whose server is away is waited for, and asked again at whichever server the run then has its place.</summary>
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
            // A clock that runs out during a check leaves the text unchecked. A stop or a shutdown is known to the run.
            throw Endings.Exception(Codes.SafetyUnavailable);
        }
    }

    private sealed class GateProgress(IStageOutput output) : IProgress<SafetyProgress>
    {
        public void Report(SafetyProgress value) =>
            output.Report(value == SafetyProgress.Loading ? StageStatus.LoadingModel : StageStatus.Checking);
    }
}
