namespace Interception.Server.Generation.Streaming;

/// <summary>What a provider's word for the end of an answer means.</summary>
internal enum EndMeaning
{
    /// <summary>The model had no more to say.</summary>
    Whole,

    /// <summary>The model came to a limit.</summary>
    Truncated,

    /// <summary>The model or its provider does not want to.</summary>
    Declined,

    /// <summary>Something failed at the provider.</summary>
    Failed,

    /// <summary>A word that is in no list of ours.</summary>
    Unknown,
}

/// <summary>The words of many providers for the end of an answer, read generously: only their letters count, in either case.</summary>
internal static class EndReason
{
    private static readonly string[] Limits = ["length", "maxtoken", "maxoutput", "maxnewtoken", "limit", "contextwindow", "truncat", "incomplete", "budget"];

    private static readonly string[] Refusals =
        ["filter", "safety", "refus", "block", "prohibit", "moderat", "guardrail", "sensitive", "flagged", "policy", "recitation", "spii"];

    private static readonly string[] Failures = ["error", "fail", "abort", "cancel", "interrupt", "timeout", "insufficient"];

    private static readonly string[] Ends =
        ["stop", "eos", "eot", "endturn", "endofturn", "endoftext", "endofsequence", "endoftoken", "complete", "finish", "natural", "success", "toolcall", "tooluse", "functioncall"];

    /// <summary>What a word means; null and an empty one are unknown.</summary>
    public static EndMeaning MeaningOf(string? reason)
    {
        var letters = string.Concat((reason ?? "").Where(char.IsAsciiLetter)).ToLowerInvariant();
        return letters switch
        {
            "stop" or "end" or "done" => EndMeaning.Whole,
            _ when HasAny(letters, Refusals) => EndMeaning.Declined,
            _ when HasAny(letters, Failures) => EndMeaning.Failed,
            // "Stop limit" is a limit, "incomplete" is not complete: limits are looked for first.
            _ when HasAny(letters, Limits) => EndMeaning.Truncated,
            _ when HasAny(letters, Ends) => EndMeaning.Whole,
            _ => EndMeaning.Unknown,
        };
    }

    private static bool HasAny(string letters, string[] words) => Array.Exists(words, word => letters.Contains(word, StringComparison.Ordinal));
}
