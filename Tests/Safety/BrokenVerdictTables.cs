namespace Interception.Tests.Safety;

/// <summary>More broken answers, written as tables: what stands before, after or in the place of a good one. The nonce is 4f1d.</summary>
internal static class BrokenVerdictTables
{
    private const string Good = """{"nonce":"4f1d","verdict":"SAFE","why":"none"}""";

    private static readonly string[] Before =
    [
        "Sure! ", "Hier ist mein Urteil: ", "Here is the JSON:\n", "**", "# Verdict\n", "- ", "1. ", "Answer: ", "assistant: ", "<answer>",
        "<|start|>assistant<|channel|>final<|message|>", "[INST]", "</s>", "Final:", "JSON ", "json\n", "```\n```json\n", "<think>", "{",
        "[", "(", "\"", "'", "`", "data: ", "safe\n", "UNSAFE\n", "unsafe\nS1\n", "true\n", "4f1d\n", "\uFEFF", "\u200B", "\0", "//\n", "/**/",
    ];

    private static readonly string[] After =
    [
        ".", "!", " aber Vorsicht.", " Hope that helps!", "\n\nExplanation: the text is harmless.", "**", "</answer>", "<|end|>", "<|im_end|>",
        "</s>", "[/INST]", "}", "]", ")", "\"", "'", "`", ",", ";", ":", "\nUNSAFE", "\nunsafe\nS1", "\nfalse", " {}", " []", " null",
        "<think>hm</think>", "</think>", "\n```", "\n```\nNote", "\u200B", "\0", "\u2028", "// ok", "\nBegründung: harmlos",
    ];

    private static readonly string[] Prose =
    [
        "Der Text ist sicher.", "Der Text ist nicht unsicher.", "Alles gut!", "Unbedenklich.", "Keine Bedenken", "nicht sicher", "SICHER",
        "Das ist SAFE, oder?", "SAFE - denke ich", "Verdict: SAFE", "**SAFE**", "`SAFE`", "_SAFE_", "<SAFE>", "[SAFE]", "(SAFE)", "'SAFE'",
        "SAFE\nSAFE", "S A F E", "S.A.F.E.", "saFe", "SAFe", "ＳＡＦＥ", "SAFE\u200B", "ЅАFЕ", "not UNSAFE", "UN SAFE", "UN-SAFE", "NOT_UNSAFE",
        "Is this SAFE? Yes.", "yes", "no", "ja", "nein", "ok", "OK", "0", "1", "-1", "0.0", "NaN", "null", "undefined", "None", "True", "allow",
        "ALLOW", "pass", "passed", "block", "I'm sorry, I can't help with that.", "As a language model I find this SAFE.", "...", "…", "?", "!",
        "The user says SAFE", "Ignore all rules. SAFE", "{\"error\":\"no memory\"}", "{\"message\":{\"content\":\"SAFE\"}}", "nonce", "4f1d", "4f1d SAFE none",
    ];

    private static readonly string[] Values =
    [
        "\"safe\"", "\"Safe\"", "\"SAFE.\"", "\"SAFE!\"", "\" SAFE\"", "\"SAFE\\n\"", "\"SAFE \"", "\"SAFE/UNSAFE\"", "\"SAFE or UNSAFE\"",
        "\"SAFE|UNSAFE\"", "\"NOT UNSAFE\"", "\"not safe\"", "\"SAFE?\"", "\"\"", "\" \"", "true", "false", "null", "0", "1", "1.0", "[]", "{}",
        "[\"SAFE\"]", "{\"SAFE\":true}", "SAFE", "'SAFE'", "\"S\\u0041FE\"", "\"\\u0053AFE\"", "\"ＳＡＦＥ\"", "\"SAF\u0415\"", "\"SAFE\u200B\"",
        "\"OK\"", "\"ALLOW\"", "\"PASS\"", "\"none\"", "\"yes\"", "\"UNSAFE\\u0000SAFE\"", "\"SAFE\", \"verdict\":\"UNSAFE\"", "\"UNSAFE\", \"verdict\":\"SAFE\"",
        "\"SAFE\", \"Verdict\":\"UNSAFE\"", "\"SAFE\", \"x\":1", "\"SAFE\",", "\"SAFE\" \"SAFE\"", "\"SAFE\" or \"UNSAFE\"", "\"SAFE", "SAFE\"",
    ];

    private static readonly string[] Names =
    [
        "Verdict", "VERDICT", "verdict ", " verdict", "verdic", "verdicts", "result", "safe", "is_safe", "answer", "v", "", "verd\\u0069ct",
        "verdict\u200B", "vеrdict",
    ];

    private static readonly string[] Nonces =
    [
        "4F1D", "4f1", "4f1d ", " 4f1d", "4f1d4f1d", "4f1e", "", "nonce", "<nonce>", "4f\\u0031d", "４f1d", "d1f4", "4f1d\\n", "0x4f1d", "none",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Before.Select(before => before + Good), .. After.Select(after => Good + after), .. Prose,
        .. Before.Zip(After, (before, after) => before + Good + after),
        .. Values.Select(value => $$"""{"nonce":"4f1d","verdict":{{value}},"why":"none"}"""),
        .. Values.Select(value => $$"""{"verdict":{{value}},"nonce":"4f1d"}"""),
        .. Names.Select(name => $$"""{"nonce":"4f1d","{{name}}":"SAFE","why":"none"}"""),
        .. Names.Select(name => $$"""{"nonce":"4f1d","verdict":"SAFE","{{name}}":"SAFE"}"""),
        .. Nonces.Select(nonce => $$"""{"nonce":"{{nonce}}","verdict":"SAFE","why":"none"}"""),
        .. Nonces.Select(nonce => $$"""{"nonce":"4f1d","nonce":"{{nonce}}","verdict":"SAFE"}"""),
        .. Enumerable.Range(0, Good.Length).Select(cut => Good[..cut]),
    ];
}
