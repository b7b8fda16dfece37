using System.Text.Json;
using Interception.Server.Generation;

namespace Interception.Server.Safety.Judging;

/// <summary>Any model can judge by our policy if it answers in our form; gpt-oss-safeguard was made for this.</summary>
internal static class PolicyPrompt
{
    private static readonly string[] Categories = ["none", .. CategoryNames.All];

    public static JudgePrompt For(string model, SafetyQuestion question, string policy, string nonce) => new(
        new ModelPrompt(GenerationJob.Verdict, model, Instructions(policy, nonce, question.Hints), [new("texts", JudgeInputJson.Write(question.Parts))])
        {
            Endpoint = question.Endpoint,
            Format = Schema(nonce),
        },
        answer => VerdictReader.Read(answer, nonce));

    // Some models ignore the schema, so the words repeat it.
    private static string Instructions(string policy, string nonce, IReadOnlyList<string> hints) => $$"""
        {{policy}}
        {{Look(hints)}}
        Answer with exactly one JSON object and nothing before or after it. It has these three properties in this order:
        "nonce": the string "{{nonce}}", copied to the letter.
        "verdict": the string "SAFE" or the string "UNSAFE".
        "why": "none" with SAFE; with UNSAFE the one that fits best of {{string.Join(", ", Categories[1..])}}.
        """;

    // Hints are in our own words: no text of a child is ever part of the instructions.
    private static string Look(IReadOnlyList<string> hints) => hints.Count == 0 ? "" : $"""

        A list of words has noticed in the material what may be harmless, and may be a code. Decide what is meant here:
        {string.Join('\n', hints)}

        """;

    private static JsonElement Schema(string nonce) => JsonSerializer.SerializeToElement(new
    {
        type = "object",
        properties = new
        {
            nonce = new { type = "string", @const = nonce },
            verdict = new { type = "string", @enum = new[] { "SAFE", "UNSAFE" } },
            // Some servers write properties in alphabetical order, and a model must decide before it names a reason.
            why = new { type = "string", @enum = Categories },
        },
        required = new[] { "nonce", "verdict", "why" },
        additionalProperties = false,
    });
}
