using Interception.Server.Contracts;

namespace Interception.Server.Journal.Shared;

/// <summary>Writes any addition as steps of a script: text comes after its stage's start and before its end.</summary>
internal static class AdditionScripts
{
    /// <summary>Sends it.</summary>
    public static Task<PushAnswer> AppendAsync(SharedJournalParts parts, string runId, JournalAddition addition)
    {
        var kept = addition.Events.LastOrDefault() switch
        {
            RunEnd => parts.Lifetimes.Ended,
            RunPause => parts.Lifetimes.Paused,
            _ => parts.Lifetimes.Working,
        };
        return parts.Scripts.PushAsync(runId, new(addition.Fence, "add", kept, StepsOf(addition)));
    }

    /// <summary>Its steps in order.</summary>
    public static List<JournalStep> StepsOf(JournalAddition addition)
    {
        List<JournalStep> steps = [.. addition.Events.Select(happened => new JournalStep(happened))];
        if (addition.Stage is not { } stage) return steps;
        var end = steps.FindIndex(step => step.Event is StageEnd ended && ended.Stage == stage);
        steps.Insert(end < 0 ? steps.Count : end, new(null, stage, addition.ExpectedLength, addition.Text));
        return steps;
    }
}
