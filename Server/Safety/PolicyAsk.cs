using System.Globalization;
using System.Text;
using System.Text.Json;
using Interception.Server.Generation;

namespace Interception.Server.Safety;

/// <summary>Any model can judge by our policy, when it answers in our form.</summary>
internal static class PolicyAsk
{
    private static readonly string[] Categories = ["none", .. CategoryNames.All];

    public static JudgeAsk For(string model, SafetyQuestion question, string nonce) => new(
        new Prompt(Job.Verdict, model, Instructions(nonce, question.Hints), [new("texts", Framed(question.Parts))])
        {
            Endpoint = question.Endpoint,
            Format = Schema(nonce),
        },
        answer => VerdictReader.Read(answer, nonce));

    // Some models ignore the schema, so the words say the same.
    private static string Instructions(string nonce, IReadOnlyList<string> hints) => $$"""
        {{JudgePolicy.Text}}
        {{Look(hints)}}
        Answer with exactly one JSON object and nothing before or after it. It has these three properties in this order:
        "nonce": the string "{{nonce}}", copied to the letter.
        "verdict": the string "SAFE" or the string "UNSAFE".
        "category": "none" with SAFE; with UNSAFE the one that fits best of {{string.Join(", ", Categories[1..])}}.
        """;

    // In our own words alone: what a child wrote is never among the instructions.
    private static string Look(IReadOnlyList<string> hints) => hints.Count == 0 ? "" : $"""

        A list of words has noticed in the material what may be harmless, and may be a code. Decide what is meant here:
        {string.Join('\n', hints)}

        """;

    // Neither a quotation mark nor a model's own control token can come out of this frame. Written by hand, because
    // .NET's encoders write an emoji as two numbers, and a judge has to see what the class would see.
    private static string Framed(IReadOnlyList<string> parts) => $"[{string.Join(',', parts.Select(Quoted))}]";

    private static string Quoted(string part)
    {
        var json = new StringBuilder("\"");
        foreach (var c in part)
            if (c is '"' or '\\') json.Append('\\').Append(c);
            else if (c == '\n') json.Append("\\n");
            else if (char.IsControl(c) || c == '<') json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else json.Append(c);
        return json.Append('"').ToString();
    }

    private static JsonElement Schema(string nonce) => JsonSerializer.SerializeToElement(new
    {
        type = "object",
        properties = new
        {
            nonce = new { type = "string", @const = nonce },
            verdict = new { type = "string", @enum = new[] { "SAFE", "UNSAFE" } },
            category = new { type = "string", @enum = Categories },
        },
        required = new[] { "nonce", "verdict", "category" },
        additionalProperties = false,
    });
}
