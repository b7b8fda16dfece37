namespace Interception.Tests.Support.Ollama;

/// <summary>Answers of a judge that are not a clear yes, by their fault.</summary>
public static class BrokenVerdicts
{
    private static readonly Dictionary<string, Func<OllamaRequest, Script>> Answers = new()
    {
        ["prose"] = _ => Script.Raw("The text is SAFE."),
        ["one word"] = _ => Script.Raw("SAFE"),
        ["nothing"] = _ => Script.Tokens(),
        ["white space"] = _ => Script.Raw(" \n "),
        ["another nonce"] = _ => Script.Raw(Yes("0123456789abcdef")),
        ["no nonce"] = _ => Script.Raw("""{"verdict":"SAFE","why":"none"}"""),
        ["lower case"] = asked => Script.Raw(Yes(asked.Nonce).Replace("SAFE", "safe", StringComparison.Ordinal)),
        ["true"] = asked => Script.Raw(Yes(asked.Nonce).Replace("\"SAFE\"", "true", StringComparison.Ordinal)),
        ["two objects"] = asked => Script.Raw(Yes(asked.Nonce) + Yes(asked.Nonce)),
        ["a list"] = asked => Script.Raw($"[{Yes(asked.Nonce)}]"),
        ["a field too many"] = asked => Script.Raw(Yes(asked.Nonce).Replace("}", ",\"reason\":\"nice\"}", StringComparison.Ordinal)),
        ["a verdict twice"] = asked => Script.Raw(Yes(asked.Nonce).Replace("}", ",\"verdict\":\"SAFE\"}", StringComparison.Ordinal)),
        ["a yes and then a word"] = asked => Script.Raw(Yes(asked.Nonce) + " but"),
        ["half a yes"] = asked => Script.Raw(Yes(asked.Nonce)[..^1]),
        ["a yes only in thought"] = asked => Script.Tokens().ThinkingFirst(Yes(asked.Nonce)),
        ["a yes that came to the model's limit"] = asked => Script.Raw(Yes(asked.Nonce)).Done("length"),
        ["a yes without an end"] = asked => Script.Raw(Yes(asked.Nonce)).ThenEnd(),
        ["a yes for an unknown reason"] = asked => Script.Raw(Yes(asked.Nonce)).Done("weariness"),
        ["a yes and then a reset"] = asked => Script.Raw(Yes(asked.Nonce)).ThenReset(),
        ["a yes and then an error"] = asked => Script.Raw(Yes(asked.Nonce)).ThenErrorLine("no memory"),
        ["a yes on a broken line"] = asked => Script.Lines("{\"message\":{\"content\":", Yes(asked.Nonce)),
        ["500"] = _ => Script.Error(500, "no memory"),
        ["404"] = _ => Script.Error(404, "model not found"),
        ["400"] = _ => Script.Error(400, "the prompt is too long"),
        ["a page"] = _ => Script.Status(200, "<html>SAFE</html>", "text/html"),
        ["a reset"] = _ => Script.ResetBeforeHeaders(),
    };

    /// <summary>The name of each fault.</summary>
    public static IEnumerable<string> Kinds => Answers.Keys;

    /// <summary>Whether the server failed, which can pass, and not the judge.</summary>
    public static bool IsTheServers(string kind) => kind is "500" or "a page" or "a reset" or "a yes and then a reset"
        or "a yes and then an error" or "a yes on a broken line" or "a yes without an end";

    /// <summary>The answer to a call.</summary>
    public static Script Of(string kind, OllamaRequest asked) => Answers[kind](asked);

    private static string Yes(string nonce) => $$"""{"nonce":"{{nonce}}","verdict":"SAFE","why":"none"}""";
}
