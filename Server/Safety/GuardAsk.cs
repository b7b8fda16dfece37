using Interception.Server.Contracts;
using Interception.Server.Generation;

namespace Interception.Server.Safety;

/// <summary>Llama Guard has its own policy and its own form: <c>safe</c>, or <c>unsafe</c> and the hazards below it.</summary>
internal static class GuardAsk
{
    public static bool Suits(string model) =>
        model[(model.LastIndexOf('/') + 1)..].StartsWith("llama-guard", StringComparison.OrdinalIgnoreCase);

    public static JudgeAsk For(string model, SafetyQuestion question) => new(
        new Prompt(Job.Verdict, model, "", [new("text", string.Join("\n\n", question.Parts))]) { Endpoint = question.Endpoint },
        Read);

    /// <summary>Null when the answer has any other form.</summary>
    public static Verdict? Read(string answer) => answer.Trim(' ', '\t', '\r', '\n').Split('\n') switch
    {
        ["safe"] => Verdict.Safe,
        ["unsafe"] => Verdict.Unsafe(Category.Other),
        ["unsafe" or "unsafe\r", var hazards] => Verdict.Unsafe(CategoryOf(hazards)),
        _ => null,
    };

    private static Category CategoryOf(string hazards) => hazards.Split(',')[0].Trim() switch
    {
        "S1" or "S2" or "S9" => Category.Violence,
        "S3" or "S4" or "S12" => Category.Sexual,
        "S7" => Category.PersonalData,
        "S10" => Category.HateSymbols,
        "S11" => Category.SelfHarm,
        _ => Category.Other,
    };
}
