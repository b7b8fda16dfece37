namespace Interception.Server.Generation;

/// <summary>A provider refused, broke off, or was too slow. The message is for the operator only, never for a client.</summary>
/// <param name="failure">What went wrong.</param>
/// <param name="message">What the provider said, shortened.</param>
/// <param name="cause">The exception behind it, if any.</param>
public sealed class GenerationException(GenerationFailure failure, string message, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>What went wrong.</summary>
    public GenerationFailure Failure { get; } = failure;

    /// <summary>Whether the failure counts against the text, which has failed before, and not against the server.</summary>
    internal bool IsTheTexts { get; set; }

    /// <summary>The status of the provider's answer; null without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>When the provider wants to be asked again; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's own sentence; null when the message is ours.</summary>
    public string? Words { get; init; }

    /// <summary>Whether the model only thought and wrote nothing; without thoughts it may write.</summary>
    public bool OnlyThoughts { get; init; }

    /// <summary>Whether it has been logged, or needs no log.</summary>
    internal bool IsTold { get; set; }

    /// <summary>A message that may be shown when the real one repeats the prompt.</summary>
    internal string? Shown { get; set; }

    /// <inheritdoc/>
    public override string Message => Shown ?? base.Message;
}

/// <summary>The ways in which generation can fail.</summary>
public enum GenerationFailure
{
    /// <summary>The prompt does not fit the model's context.</summary>
    TooLong,

    /// <summary>The provider does not have the model.</summary>
    ModelMissing,

    /// <summary>The server is there but still loads its model; the call waits, and nothing has failed.</summary>
    Loading,

    /// <summary>No server, a status of 500 or more, one that says "not now", or an error or a reset before the first piece.</summary>
    Unavailable,

    /// <summary>Any other status except 200: the server is well and will never take this call.</summary>
    Refused,

    /// <summary>The model or its provider refuses: a refusal, or the provider's own filter.</summary>
    Declined,

    /// <summary>An error, a reset or an early end after the first piece; or an end without text.</summary>
    Interrupted,

    /// <summary>The model reached its limit, repeats itself, or ended without saying why.</summary>
    Truncated,

    /// <summary>A time limit was reached.</summary>
    Timeout,
}
