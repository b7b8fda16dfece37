using System.Net;
using System.Text.RegularExpressions;

namespace Interception.Server.Generation;

/// <summary>What a provider's words say of its state, whatever its dialect.</summary>
internal static partial class ProviderStates
{
    /// <summary>Whether a server is still loading its model: llama-server, TGI, vLLM behind a router, LocalAI and their like.</summary>
    public static bool IsLoading(HttpStatusCode status, string words, TimeSpan? retryAfter) => status switch
    {
        HttpStatusCode.ServiceUnavailable => !Failed().IsMatch(words) && (Loads().IsMatch(words) || (retryAfter is not null && !Busy().IsMatch(words))),
        >= HttpStatusCode.InternalServerError => SaysLoading(words),
        _ => false,
    };

    /// <summary>Whether an error without a status of its own says so.</summary>
    public static bool SaysLoading(string words) => !Failed().IsMatch(words) && LoadsModel().IsMatch(words);

    /// <summary>Whether the server only says "not now".</summary>
    public static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or >= HttpStatusCode.InternalServerError;

    /// <summary>Whether the model's chat template cannot be filled with what we send: instructions in the role of the system, then the user.</summary>
    public static bool SaysTemplate(string words) => Template().IsMatch(words);

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
}
