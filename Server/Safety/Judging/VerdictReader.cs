using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interception.Server.Contracts;

namespace Interception.Server.Safety.Judging;

/// <summary>Reads a judge's answer strictly: anything unexpected is no verdict.</summary>
internal static class VerdictReader
{
    /// <summary>In characters; a longer answer is no verdict.</summary>
    public const int LongestAnswer = 8_000;

    /// <summary>Reads one verdict; null for any other answer.</summary>
    public static Verdict? Read(string answer, string nonce)
    {
        if (answer.Length > LongestAnswer) return null;
        var json = Unfenced(Unthought(Trim(answer)));
        // A verdict needs no escapes; without them there is only one way to write each word.
        if (json.Contains('\\') || Parse(json) is not { } form || form.Nonce != nonce) return null;
        return form.Verdict switch
        {
            "SAFE" => Verdict.Safe,
            "UNSAFE" => Verdict.Unsafe(CategoryNames.Find(form.Why ?? "") ?? TextCategory.Other),
            _ => null,
        };
    }

    private static string Unthought(string answer)
    {
        const string open = "<think>", close = "</think>";
        if (!answer.StartsWith(open, StringComparison.Ordinal)) return answer;
        var end = answer.IndexOf(close, StringComparison.Ordinal);
        return end < 0 ? "" : Trim(answer[(end + close.Length)..]);
    }

    private static string Unfenced(string answer)
    {
        const string fence = "```", json = "json";
        if (answer.Length < 2 * fence.Length || !answer.StartsWith(fence, StringComparison.Ordinal)
            || !answer.EndsWith(fence, StringComparison.Ordinal))
        {
            return answer;
        }

        var inside = answer[fence.Length..^fence.Length];
        return Trim(inside.StartsWith(json, StringComparison.Ordinal) ? inside[json.Length..] : inside);
    }

    private static Form? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Form>(Encoding.UTF8.GetBytes(json), JsonSerializerOptions.Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Trim(string text) => text.Trim(' ', '\t', '\r', '\n');

    private sealed record Form(
        [property: JsonPropertyName("nonce")] string Nonce,
        [property: JsonPropertyName("verdict")] string Verdict,
        [property: JsonPropertyName("why")] string? Why = null);
}
