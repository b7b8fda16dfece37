using Interception.Server.Generation;

namespace Interception.Server.Safety.Comparison;

/// <summary>A model in the judge's chair, and how much it is told to think.</summary>
/// <param name="Model">With its provider in front.</param>
/// <param name="Think">With thoughts or without.</param>
internal sealed record JudgeCandidate(string Model, ThinkMode Think)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Model}, {(Think == ThinkMode.Off ? "without thoughts" : "with thoughts")}";
}

/// <summary>What became of one text.</summary>
/// <param name="Text">Which.</param>
/// <param name="Answer">What the judge said.</param>
/// <param name="Took">How long it took, loads left out.</param>
internal sealed record JudgedText(ComparisonText Text, JudgeAnswer Answer, TimeSpan Took);

/// <summary>What a judge says of a text, as the gate takes it: only the first lets it pass.</summary>
internal enum JudgeAnswer
{
    /// <summary>A clear yes.</summary>
    Passed,

    /// <summary>A clear no.</summary>
    Stopped,

    /// <summary>Twice no answer in the form that was asked for.</summary>
    Unclear,

    /// <summary>The call failed.</summary>
    Failed,
}

/// <summary>What became of all texts.</summary>
/// <param name="Candidate">Who judged.</param>
/// <param name="Texts">Each text once.</param>
/// <param name="AskedTwice">How many first answers were none.</param>
/// <param name="Note">Why the candidate was left before the end; null when it was not.</param>
internal sealed record JudgeResult(JudgeCandidate Candidate, IReadOnlyList<JudgedText> Texts, int AskedTwice, string? Note);
