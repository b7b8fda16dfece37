namespace Interception.Tests.Safety;

/// <summary>Answers that a hasty reader takes for a verdict. The nonce is 4f1d.</summary>
internal static class BrokenVerdicts
{
    private const string Good = """{"nonce":"4f1d","verdict":"SAFE","why":"none"}""";

    public static TheoryData<string> All { get; } =
    [
        // Nothing, and prose.
        "", " ", "\n\n", "\0", "safe", "SAFE", "SAFE.", "\"SAFE\"", "SAFE?", "unsafe", "UNSAFE", "true", "null", "1", "[]", "{}",
        "The content is safe.", "The content is not safe.", "Incorrect – this is safe to say.", "unsafe… wait, actually safe",
        "It is safe to say this is unsafe", "Der Text ist sicher.", "verdict: SAFE", "nonce: 4f1d\nverdict: SAFE", "safe\nS1",
        "I cannot help with that.", "4f1d SAFE", "<verdict>SAFE</verdict>",
        // Words around.
        Good + " aber …", Good + ".", "Here it is: " + Good, Good + "\n" + "UNSAFE", "Sure!\n```json\n" + Good + "\n```",
        "```json\n" + Good + "\n```\naber …", "SAFE\n" + Good, Good + "// fine", "/* fine */" + Good, "> " + Good, "`" + Good + "`",
        // More or less than one object.
        Good + Good, Good + "," + Good, Good + "\n" + """{"nonce":"4f1d","verdict":"UNSAFE","why":"other"}""",
        "[" + Good + "]", "{" + Good, "{" + Good + "}", Good + "}", Good[..^1], Good[..^5], Good[..20], Good[1..], "{\"a\":" + Good + "}",
        """{"verdict":{"nonce":"4f1d","verdict":"SAFE"}}""",
        // Fences and thoughts that are not as they must be.
        "```json\n" + Good, Good + "\n```", "```JSON\n" + Good + "\n```", "```js\n" + Good + "\n```", "~~~\n" + Good + "\n~~~",
        "``````" + Good + "``````", "```json\n```json\n" + Good + "\n```\n```", "```", "``````", "```json```",
        "<think>" + Good, "<think>" + Good + "</think>", "<think>a</think><think>b</think>" + Good, Good + "<think>a</think>",
        "</think>" + Good, "<think><think>a</think></think>" + Good, "<THINK>a</THINK>" + Good, "<thinking>a</thinking>" + Good,
        "```json\n<think>a</think>" + Good + "\n```", "hm <think>a</think>" + Good,
        // Other properties.
        """{"safe":true}""", """{"safe":"true"}""", """{"safe":true,"safe":false}""", """{"safe":true}{"safe":false}""",
        """{{"safe":true}""", """{"Safe":true}""", """{"safe":true""", """{"verdict":"SAFE"}""", """{"verdict":"SAFE","why":"none"}""",
        """{"nonce":"4f1d"}""", """{"nonce":"4f1d","why":"none"}""", """{"nonce":"4f1d","verdict":"SAFE","safe":true}""",
        """{"nonce":"4f1d","verdict":"SAFE","reason":"it is UNSAFE"}""", """{"$type":"x","nonce":"4f1d","verdict":"SAFE"}""",
        """{"nonce":"4f1d","verdict":"SAFE","$id":"1"}""", """{"nonce":"4f1d","verdict":"SAFE","":""}""",
        """{"Nonce":"4f1d","verdict":"SAFE"}""", """{"nonce":"4f1d","Verdict":"SAFE"}""", """{"NONCE":"4f1d","VERDICT":"SAFE"}""",
        """{"nonce":"4f1d","verdict":"SAFE","Category":"none"}""", """{"nonce":"4f1d","verdict ":"SAFE"}""",
        // The same one twice.
        """{"nonce":"4f1d","verdict":"UNSAFE","verdict":"SAFE"}""", """{"nonce":"4f1d","verdict":"SAFE","verdict":"UNSAFE"}""",
        """{"nonce":"4f1d","verdict":"SAFE","verdict":"SAFE"}""", """{"nonce":"x","nonce":"4f1d","verdict":"SAFE"}""",
        """{"nonce":"4f1d","verdict":"SAFE","why":"none","why":"violence"}""",
        """{"nonce":"4f1d","verdict":"UNSAFE","\u0076erdict":"SAFE"}""",
        // Other values.
        """{"nonce":"4f1d","verdict":"safe"}""", """{"nonce":"4f1d","verdict":"Safe"}""", """{"nonce":"4f1d","verdict":" SAFE"}""",
        """{"nonce":"4f1d","verdict":"SAFE "}""", """{"nonce":"4f1d","verdict":"SAFE!"}""", """{"nonce":"4f1d","verdict":"SAFE|UNSAFE"}""",
        """{"nonce":"4f1d","verdict":"unsafe"}""", """{"nonce":"4f1d","verdict":"NOT SAFE"}""", """{"nonce":"4f1d","verdict":""}""",
        """{"nonce":"4f1d","verdict":null}""", """{"nonce":"4f1d","verdict":true}""", """{"nonce":"4f1d","verdict":0}""",
        """{"nonce":"4f1d","verdict":["SAFE"]}""", """{"nonce":"4f1d","verdict":{"is":"SAFE"}}""", """{"nonce":"4f1d","verdict":SAFE}""",
        """{"nonce":"4f1d","verdict":"S\u0041FE"}""", """{"nonce":"4f1d","verdict":"ＳＡＦＥ"}""", "{\"nonce\":\"4f1d\",\"verdict\":\"SAF\u0415\"}",
        "{\"nonce\":\"4f1d\",\"verdict\":\"SA\u200BFE\"}", "{\"nonce\":\"4f1d\",\"verdict\":\"SAFE\0\"}", "{\"nonce\":\"4f1d\",\"verdict\":\"SAFE\n\"}",
        """{"nonce":null,"verdict":"SAFE"}""", """{"nonce":4,"verdict":"SAFE"}""", """{"nonce":["4f1d"],"verdict":"SAFE"}""",
        """{"nonce":"","verdict":"SAFE"}""", """{"nonce":"4f1d","verdict":"SAFE","why":1}""",
        """{"nonce":"4f1d","verdict":"SAFE","why":[]}""", """{"nonce":"4f1d","verdict":"SAFE","why":{"none":true}}""",
        """{"nonce":"4f1d","verdict":"UNSAFE","why":7}""", """{"nonce":"4\u0066 1d","verdict":"SAFE"}""",
        // What is nearly JSON.
        """{'nonce':'4f1d','verdict':'SAFE'}""", """{nonce:"4f1d",verdict:"SAFE"}""", """{"nonce":"4f1d","verdict":"SAFE",}""",
        """{"nonce":"4f1d" "verdict":"SAFE"}""", """{"nonce"="4f1d","verdict"="SAFE"}""", """{"nonce":"4f1d","verdict":"SAFE"/**/}""",
        """{“nonce”:“4f1d”,“verdict”:“SAFE”}""", """("nonce":"4f1d","verdict":"SAFE")""", """{,"nonce":"4f1d","verdict":"SAFE"}""",
        "\uFEFF" + Good, "\u00A0" + Good, Good + "\u00A0", Good + "\0", "\v" + Good, Good + "\u2028", "\u200B" + Good, Good + "\uD800",
        "\uD800" + Good, Good.Replace(':', '：'), Good.Replace("\"", "\\\""), "\"" + Good.Replace("\"", "\\\"") + "\"",
    ];
}
