namespace Interception.Server.Generation;

/// <summary>A provider refused, broke off, or was too slow. The message is for the operator, never for a client.</summary>
/// <param name="failure">What went wrong.</param>
/// <param name="message">What the provider said, shortened.</param>
/// <param name="cause">The exception behind it, if any.</param>
public sealed class GenerationException(GenerationFailure failure, string message, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>What went wrong.</summary>
    public GenerationFailure Failure { get; } = failure;

    /// <summary>Whether it is held against the text that was asked, which has failed before, and not against the server.</summary>
    internal bool IsTheTexts { get; set; }

    /// <summary>The status that the provider answered with; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>When the provider wants to be asked again; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's own sentence; null when the message is ours.</summary>
    public string? Words { get; init; }

    /// <summary>Whether the model has thought and then written nothing; asked without thoughts it may write.</summary>
    public bool OnlyThoughts { get; init; }

    /// <summary>Whether it has been logged, or need not be.</summary>
    internal bool IsTold { get; set; }

    /// <summary>What may be shown in place of a message that repeats what was asked.</summary>
    internal string? Shown { get; set; }

    /// <inheritdoc/>
    public override string Message => Shown ?? base.Message;
}

/// <summary>The ways in which generation fails.</summary>
public enum GenerationFailure
{
    /// <summary>The prompt does not fit the model's context.</summary>
    TooLong,

    /// <summary>The provider does not have the model.</summary>
    ModelMissing,

    /// <summary>The server is there and still loads its model; it is waited for, and nothing has failed.</summary>
    Loading,

    /// <summary>Nobody there, a status of 500 or more, or one that says "not now", or an error or a reset before the first piece.</summary>
    Unavailable,

    /// <summary>Any other status than 200: the server is well and will not take this call, however often it is made.</summary>
    Refused,

    /// <summary>The model or its provider does not want to: a refusal, or a filter of the provider's own.</summary>
    Declined,

    /// <summary>An error, a reset or the connection's end after the first piece; a stop or an unknown reason without text.</summary>
    Interrupted,

    /// <summary>The model came to its limit, repeats itself, or ended cleanly without saying why.</summary>
    Truncated,

    /// <summary>A clock ran out.</summary>
    Timeout,
}
