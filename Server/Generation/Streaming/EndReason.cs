namespace Interception.Server.Generation.Streaming;

/// <summary>The meaning of a provider's reason for the end.</summary>
internal enum EndMeaning
{
    /// <summary>The model had finished.</summary>
    Whole,

    /// <summary>The model reached a limit.</summary>
    Truncated,

    /// <summary>The model or its provider refused.</summary>
    Declined,

    /// <summary>The provider failed.</summary>
    Failed,

    /// <summary>An unknown reason.</summary>
    Unknown,
}

/// <summary>The reasons of many providers. Only letters are compared, in either case.</summary>
internal static class EndReason
{
    private static readonly string[] Limits = ["length", "maxtoken", "maxoutput", "maxnewtoken", "limit", "contextwindow", "truncat", "incomplete", "budget"];

    private static readonly string[] Refusals =
        ["filter", "safety", "refus", "block", "prohibit", "moderat", "guardrail", "sensitive", "flagged", "policy", "recitation", "spii"];

    private static readonly string[] Failures = ["error", "fail", "abort", "cancel", "interrupt", "timeout", "insufficient"];

    private static readonly string[] Ends =
        ["stop", "eos", "eot", "endturn", "endofturn", "endoftext", "endofsequence", "endoftoken", "complete", "finish", "natural", "success", "toolcall", "tooluse", "functioncall"];

    /// <summary>The meaning of a reason; null and empty are unknown.</summary>
    public static EndMeaning MeaningOf(string? reason)
    {
        var letters = string.Concat((reason ?? "").Where(char.IsAsciiLetter)).ToLowerInvariant();
        return letters switch
        {
            "stop" or "end" or "done" => EndMeaning.Whole,
            _ when HasAny(letters, Refusals) => EndMeaning.Declined,
            _ when HasAny(letters, Failures) => EndMeaning.Failed,
            // "Stop limit" is a limit, and "incomplete" is not complete, so limits are tried first.
            _ when HasAny(letters, Limits) => EndMeaning.Truncated,
            _ when HasAny(letters, Ends) => EndMeaning.Whole,
            _ => EndMeaning.Unknown,
        };
    }

    private static bool HasAny(string letters, string[] words) => Array.Exists(words, word => letters.Contains(word, StringComparison.Ordinal));
}
