using System.Net;
using System.Text.RegularExpressions;

namespace Interception.Server.Generation;

/// <summary>What a provider's words tell about its state, in any dialect.</summary>
internal static partial class ProviderStates
{
    /// <summary>Whether a server is still loading its model: llama-server, TGI, vLLM behind a router, LocalAI and others.</summary>
    public static bool IsLoading(HttpStatusCode status, string words, TimeSpan? retryAfter) => status switch
    {
        HttpStatusCode.ServiceUnavailable => !Failed().IsMatch(words) && (Loads().IsMatch(words) || (retryAfter is not null && !Busy().IsMatch(words))),
        >= HttpStatusCode.InternalServerError => SaysLoading(words),
        _ => false,
    };

    /// <summary>Whether an error without a status tells so.</summary>
    public static bool SaysLoading(string words) => !Failed().IsMatch(words) && LoadsModel().IsMatch(words);

    /// <summary>Whether the server only says "not now".</summary>
    public static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or >= HttpStatusCode.InternalServerError;

    /// <summary>Whether the model's chat template does not accept our prompt: a system message, then a user message.</summary>
    public static bool SaysTemplate(string words) => Template().IsMatch(words);

    /// <summary>Whether a status is about the request itself.</summary>
    public static bool IsOfTheRequest(HttpStatusCode status) =>
        status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity;

    /// <summary>Whether a provider says that the prompt or the answer breaks its rules.</summary>
    /// <param name="kind">Its error code.</param>
    /// <param name="words">Its sentence.</param>
    public static bool SaysRefusal(string kind, string words) => Filter().IsMatch(kind) || RefusesContent().IsMatch(words);

    /// <summary>Whether a prompt is too long.</summary>
    /// <param name="kind">Its error code.</param>
    /// <param name="words">Its sentence.</param>
    public static bool SaysTooLong(string kind, string words) => TooLongKind().IsMatch(kind) || TooLong().IsMatch(words);

    private const RegexOptions Loosely = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    [GeneratedRegex(@"\b(down)?loading\b|\bbeing (down)?loaded\b|\bwarm(ing)?[ -]?up\b|\b(re)?starting\b|\bbooting\b|\bspinning up\b|\binitiali[sz]ing\b|\bcold[ -]start|\bnot (yet )?(been )?(ready|loaded|initiali[sz]ed)\b", Loosely)]
    private static partial Regex Loads();

    [GeneratedRegex(@"\bloading (the )?model\b|\bmodel\b.{0,80}\b(is|still|currently|being) (still |currently |being )?load(ing|ed)\b", Loosely)]
    private static partial Regex LoadsModel();

    [GeneratedRegex(@"\bfail|\berror (while )?loading|\bcould ?n[o']t\b|\bcannot\b|\bcan't\b|\bunable\b|\bno models?\b|\bnot found\b|\bout of memory\b|\bno such\b", Loosely)]
    private static partial Regex Failed();

    [GeneratedRegex(@"\bbusy\b|\boverload|\btoo many\b|\brate\b|\bcapacity\b|\bquota\b|\bmaintenance\b|\bpending\b|\bqueue|\bexceed", Loosely)]
    private static partial Regex Busy();

    [GeneratedRegex(@"\bsystem (role|message|prompt)s?\b.{0,60}\b(not|un)\s?(supported|allowed|accepted)|\bunsupported.{0,40}\bsystem\b|\bsupports? (a |the )?system\b|\broles? must alternate\b|\bonly user(,| and| or).{0,40}\broles?\b|\bchat[ _-]?template\b|\bjinja\b|\braise_exception\b|\bunexpected role\b|\binvalid role\b|\brole 'system'", Loosely)]
    private static partial Regex Template();

    [GeneratedRegex(@"content[_ -]?filter|content[_ -]?policy|ResponsibleAI|moderation|safety|flagged|prohibited[_ -]?content|guardrail", Loosely)]
    private static partial Regex Filter();

    [GeneratedRegex(@"\bcontent (management|moderation|safety|filter(ing)?|usage) (policy|policies|system)\b|\bcontent[_ -]filter|\bsafety (system|filter|settings|policy|policies)\b|\b(content|usage) polic(y|ies)\b|\bflagged (as|by|for)\b", Loosely)]
    private static partial Regex RefusesContent();

    [GeneratedRegex(@"context[_ -]?length[_ -]?exceeded|exceed[_ -]?context[_ -]?size|string[_ -]above[_ -]max[_ -]length|prompt[_ -]too[_ -]long", Loosely)]
    private static partial Regex TooLongKind();

    [GeneratedRegex(@"\bmaximum context\b|\bexceeds? the (available |maximum )?context\b|\bexceed_context_size|\bcontext (window|size|length)\b.{0,60}\bexceed|\bexceed.{0,60}\bcontext (window|size|length)\b", Loosely)]
    private static partial Regex TooLong();
}
