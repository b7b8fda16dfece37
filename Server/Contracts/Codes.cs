namespace Interception.Server.Contracts;

/// <summary>Every cause for which something does not end well. The page has the words for people.</summary>
public static class Codes
{
    /// <summary>The request is malformed, or too long for the model's context.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>There is no such run, or the server no longer keeps it.</summary>
    public const string RunNotFound = "run_not_found";

    /// <summary>An offset beyond the text, or inside a surrogate pair.</summary>
    public const string OffsetOutOfRange = "offset_out_of_range";

    /// <summary>The run ended before this stage.</summary>
    public const string StageNotReached = "stage_not_reached";

    /// <summary>A command in the wrong state, or the same id or key with other content.</summary>
    public const string Conflict = "conflict";

    /// <summary>The session has as much as it may have.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The queue is full, or the wait was too long.</summary>
    public const string Busy = "busy";

    /// <summary>Access code missing or wrong.</summary>
    public const string AccessDenied = "access_denied";

    /// <summary>A check said no.</summary>
    public const string Blocked = "blocked";

    /// <summary>A check could not be made or understood.</summary>
    public const string SafetyUnavailable = "safety_unavailable";

    /// <summary>The model server does not have the model.</summary>
    public const string ModelMissing = "model_missing";

    /// <summary>The model server refused, or failed before the first piece.</summary>
    public const string ProviderUnavailable = "provider_unavailable";

    /// <summary>The model server broke off after the first piece, or wrote nothing.</summary>
    public const string ProviderInterrupted = "provider_interrupted";

    /// <summary>The model reached its limit.</summary>
    public const string Truncated = "truncated";

    /// <summary>A time limit was reached.</summary>
    public const string Timeout = "timeout";

    /// <summary>A person stopped the run, or nobody read it any more.</summary>
    public const string Stopped = "stopped";

    /// <summary>The server is shutting down.</summary>
    public const string ShuttingDown = "shutting_down";

    /// <summary>A defect of the server.</summary>
    public const string Internal = "internal";
}
