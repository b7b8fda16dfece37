using System.Collections.Frozen;

namespace Interception.Server.Contracts;

/// <summary>The one table of endings: what each code means for a run, as an HTTP status, and in words.</summary>
public static class Endings
{
    private static readonly FrozenDictionary<string, Ending> Table = new Ending[]
    {
        new(Codes.InvalidRequest, Outcome.Failed, 400, "The request is not as it must be, or too long for the model."),
        new(Codes.RunNotFound, null, 404, "There is no such run, or it is older than the server remembers."),
        new(Codes.OffsetOutOfRange, null, 416, "The offset lies beyond the text or inside a character."),
        new(Codes.StageNotReached, null, 410, "The run ended before this stage."),
        new(Codes.Conflict, null, 409, "The run is not in a state for this, or the id or key was used with other content."),
        new(Codes.RateLimited, null, 429, "That is more than one session may have at once."),
        new(Codes.Busy, Outcome.Failed, 503, "Too many are waiting; try again in a moment."),
        new(Codes.AccessDenied, null, 401, "The access code is missing or wrong."),
        new(Codes.Blocked, Outcome.Blocked, 422, "A safety check said no."),
        new(Codes.SafetyUnavailable, Outcome.Failed, 503, "A safety check could not be made, so nothing went on."),
        new(Codes.ModelMissing, Outcome.Failed, 503, "The model server does not have the model."),
        new(Codes.ProviderUnavailable, Outcome.Failed, 503, "The model server cannot be reached or refused the call."),
        new(Codes.ProviderInterrupted, Outcome.Failed, 502, "The model broke off."),
        new(Codes.Truncated, Outcome.Truncated, 502, "The model came to its limit before the end."),
        new(Codes.Timeout, Outcome.Failed, 504, "The model took too long."),
        new(Codes.Stopped, Outcome.Stopped, 410, "The run was stopped."),
        new(Codes.ShuttingDown, Outcome.Stopped, 503, "The server is going down; try again in a moment."),
        new(Codes.Internal, Outcome.Failed, 500, "Something went wrong in the server."),
    }.ToFrozenDictionary(ending => ending.Code);

    /// <summary>The row of a code; an unknown code gives <see cref="Codes.Internal"/>.</summary>
    public static Ending ForCode(string code) => Table.GetValueOrDefault(code) ?? Table[Codes.Internal];

    /// <summary>A stage's ending as an exception. A stage that ended before it had a text says so.</summary>
    public static EndingException Exception(StageEnd end)
    {
        var code = end.Code ?? Codes.Internal;
        var isMute = end.Chars == 0 && code is (Codes.ProviderInterrupted or Codes.Truncated);
        return isMute
            ? new(code, "The model wrote nothing; it may have thought all the time.") { Stage = end.Stage }
            : Exception(code, end.Stage, end.Category, end.Field);
    }

    /// <summary>The ending as an exception, with the table's own sentence.</summary>
    /// <param name="code">One of <see cref="Codes"/>.</param>
    /// <param name="stage">The stage where it happened.</param>
    /// <param name="category">What a check found.</param>
    /// <param name="field">The field that is too long for a model; the sentence names it.</param>
    public static EndingException Exception(string code, Stage? stage = null, TextCategory? category = null, string? field = null) =>
        new(code, field is null ? ForCode(code).Sentence : $"The field '{field}' is too long for the model.") { Stage = stage, Category = category, Field = field };
}

/// <summary>One row of <see cref="Endings"/>.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
/// <param name="Outcome">How the stage and the run end; null when the code refuses a call and no run ends.</param>
/// <param name="Http">The status of an HTTP call that ends this way.</param>
/// <param name="Sentence">What happened, in plain English.</param>
public sealed record Ending(string Code, Outcome? Outcome, int Http, string Sentence);
