using Interception.Server.Contracts;

namespace Interception.Server.Journal.Shared;

/// <summary>An addition from anywhere, as steps: text belongs behind its stage's start and in front of its end.</summary>
internal static class AdditionScripts
{
    /// <summary>Says it.</summary>
    public static Task<PushAnswer> AppendAsync(SharedJournalParts parts, string runId, JournalAddition addition)
    {
        var kept = addition.Events.LastOrDefault() switch
        {
            RunEnd => parts.Lifetimes.Ended,
            RunPause => parts.Lifetimes.Paused,
            _ => parts.Lifetimes.Working,
        };
        return parts.Scripts.PushAsync(runId, addition.Fence, "add", kept, StepsOf(addition));
    }

    /// <summary>Its steps in their order.</summary>
    public static List<JournalStep> StepsOf(JournalAddition addition)
    {
        List<JournalStep> steps = [.. addition.Events.Select(happened => new JournalStep(happened))];
        if (addition.Stage is not { } stage) return steps;
        var end = steps.FindIndex(step => step.Event is StageEnd ended && ended.Stage == stage);
        steps.Insert(end < 0 ? steps.Count : end, new(null, stage, addition.ExpectedLength, addition.Text));
        return steps;
    }
}
