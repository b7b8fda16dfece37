using Interception.Server.Contracts;
using Interception.Server.Generation;

namespace Interception.Server.Safety.Judging;

/// <summary>Llama Guard has its own policy and its own answer: <c>safe</c>, or <c>unsafe</c> with the hazards on the next line.</summary>
internal static class LlamaGuardPrompt
{
    public static bool Suits(string model) =>
        model[(model.LastIndexOf('/') + 1)..].StartsWith("llama-guard", StringComparison.OrdinalIgnoreCase);

    public static JudgePrompt For(string model, SafetyQuestion question) => new(
        new ModelPrompt(GenerationJob.Verdict, model, "", []) { Endpoint = question.Endpoint, Turns = TurnsOf(question) }, Read);

    /// <summary>Null when the answer has any other form.</summary>
    public static Verdict? Read(string answer) => answer.Trim(' ', '\t', '\r', '\n').Split('\n') switch
    {
        ["safe"] => Verdict.Safe,
        ["unsafe"] => Verdict.Unsafe(TextCategory.Other),
        ["unsafe" or "unsafe\r", var hazards] => Verdict.Unsafe(CategoryOf(hazards)),
        _ => null,
    };

    // It judges the last turn only: a user turn as a question, an assistant turn as an answer.
    private static string[] TurnsOf(SafetyQuestion question)
    {
        var texts = JudgeInputJson.Write(question.Parts);
        return question.IsAnswer ? ["Write a text for our art workshop.", texts] : [texts];
    }

    private static TextCategory CategoryOf(string hazards)
    {
        var named = hazards.Split(',', StringSplitOptions.TrimEntries);
        // Self-harm comes first, because the child may need help.
        return CategoryOfHazard(named.Contains("S11") ? "S11" : named[0]);
    }

    private static TextCategory CategoryOfHazard(string hazard) => hazard switch
    {
        "S1" or "S9" => TextCategory.Violence,
        "S3" or "S4" or "S12" => TextCategory.Sexual,
        "S7" => TextCategory.PersonalData,
        "S10" => TextCategory.HateSymbols,
        "S11" => TextCategory.SelfHarm,
        _ => TextCategory.Other,
    };
}
