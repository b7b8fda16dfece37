using Interception.Server.Generation;

namespace Interception.Server.Safety.Judging;

/// <summary>How a model is asked for a verdict, and how its answer is understood.</summary>
/// <param name="Prompt">What it is asked.</param>
/// <param name="Read">From the whole answer to a verdict; null when it is none.</param>
internal sealed record JudgePrompt(ModelPrompt Prompt, Func<string, Verdict?> Read);
