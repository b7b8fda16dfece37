using System.Text.Json;

namespace Interception.Benchmarks.Load;

/// <summary>The judge's yes, in the form that it is asked for.</summary>
internal static class VerdictAnswer
{
    /// <summary>The answer to a request that asks for a form; null for another.</summary>
    public static string? To(string body)
    {
        if (!body.Contains("\"format\":{", StringComparison.Ordinal)) return null;
        using var asked = JsonDocument.Parse(body);
        var nonce = asked.RootElement.GetProperty("format").GetProperty("properties").GetProperty("nonce").GetProperty("const").GetString();
        var verdict = JsonSerializer.Serialize($$"""{"nonce":"{{nonce}}","verdict":"SAFE","why":"none"}""");
        return $$"""{"model":"m","created_at":"2026-11-26T10:00:00Z","message":{"role":"assistant","content":{{verdict}}},"done":true,"done_reason":"stop","prompt_eval_count":4000,"eval_count":20}""" + "\n";
    }
}
