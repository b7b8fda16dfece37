using Interception.Server.Generation;

namespace Interception.Server.Safety.Judging;

/// <summary>How a model is asked for a verdict, and how its answer is read.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Read">Turns the whole answer into a verdict; null when the answer is not one.</param>
internal sealed record JudgePrompt(ModelPrompt Prompt, Func<string, Verdict?> Read);
