using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Interception.Tests.Support.Ollama;

/// <summary>Ollama's JSON, key for key and escape for escape.</summary>
internal static class Lines
{
    public static string Piece(OllamaRequest request, string content, string thinking) =>
        $$"""{{Start(request, content, thinking)}},"done":false}""";

    public static string Only(OllamaRequest request, string reason) =>
        $$"""{{Start(request, "", "")}},"done":true,"done_reason":"{{reason}}"}""";

    public static string Done(OllamaRequest request, string content, string thinking, string reason, int tokens, int? read = null) =>
        $$"""{{Start(request, content, thinking)}},"done":true,"done_reason":"{{reason}}"{{Context(request)}},{{Figures(tokens, read ?? ReadOf(request))}}}""";

    public static string Error(string message) => $$"""{"error":{{Quote(message)}}}""";

    /// <summary>As Go quotes: HTML and line separators escaped, everything else raw.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text) quoted.Append(Escaped(c) ?? c.ToString());
        return quoted.Append('"').ToString();
    }

    private static string? Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '<' or '>' or '&' or < ' ' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
        _ => null,
    };

    private static string Start(OllamaRequest request, string content, string thinking)
    {
        var thoughts = thinking is "" ? "" : $",\"thinking\":{Quote(thinking)}";
        var said = request.IsGenerate
            ? $"\"response\":{Quote(content)}{thoughts}"
            : $$"""
              "message":{"role":"assistant","content":{{Quote(content)}}{{thoughts}}}
              """;
        return $$"""{"model":{{Quote(request.Model)}},"created_at":"{{Now()}}",{{said}}""";
    }

    private static string Context(OllamaRequest request) => request.IsGenerate ? ",\"context\":[1,2,3]" : "";

    /// <summary>Eleven for a short prompt; about what a real tokenizer makes of a long one.</summary>
    private static int ReadOf(OllamaRequest request) => request.Body.Length < 5_000 ? 11 : request.Body.Length / 4;

    private static string Figures(int tokens, int read)
    {
        const long load = 101_000_000, prompt = 10_000_000;
        var eval = tokens * 33_000_000L;
        return string.Create(CultureInfo.InvariantCulture, $"\"total_duration\":{load + prompt + eval},\"load_duration\":{load},")
            + string.Create(CultureInfo.InvariantCulture, $"\"prompt_eval_count\":{read},\"prompt_eval_duration\":{prompt},")
            + string.Create(CultureInfo.InvariantCulture, $"\"eval_count\":{tokens},\"eval_duration\":{eval}");
    }

    // .NET counts in 100 ns; the last two digits make it nine, as on the wire, and keep it from ending in zero.
    private static string Now() => string.Create(CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffffff}{Stopwatch.GetTimestamp() % 9 + 11}Z");
}
