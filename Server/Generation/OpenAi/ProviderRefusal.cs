using System.Net;

namespace Interception.Server.Generation.OpenAi;

/// <summary>An answer that is no stream.</summary>
internal static class ProviderRefusal
{
    private static readonly string[] Filters = ["content_filter", "content-filter", "contentfilter", "content_policy", "ResponsibleAI", "moderation", "safety"];

    /// <summary>Throws what it means, with the provider's own words.</summary>
    public static async ValueTask ThrowIfRefusedAsync(
        HttpResponseMessage response, string provider, ProviderKey key, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (response.StatusCode == HttpStatusCode.OK && type == "text/event-stream") return;
        var body = await ProviderWords.BodyAsync(response, cancellationToken);
        var error = SpokenError.Parse(body.Span);
        var message = $"{provider} answered {(int)response.StatusCode}: {Words(response.StatusCode, error, type)}";
        if (IsDeclined(response.StatusCode, error)) throw Declined();
        throw new GenerationException(Meaning(response.StatusCode, error), ProviderWords.Shortened(key.Without(message)));
    }

    /// <summary>The provider does not want to. Its words may repeat what it was asked, so they go nowhere.</summary>
    public static GenerationException Declined() => new(GenerationFailure.Declined, "The model or its provider does not want to.");

    /// <summary>Some servers repeat parts of a wrong key.</summary>
    private static string Words(HttpStatusCode status, SpokenError? error, string? type) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "the key is missing, wrong, or not allowed this.",
        _ => error?.Words ?? $"'{type}' without words of its own.",
    };

    /// <summary>Whether an error is a filter of the provider's own: in the words of OpenAI and Azure, and of those who answer like them.</summary>
    public static bool IsFilter(SpokenError error) => Array.Exists(Filters, filter => Says(error.Kind, filter));

    private static bool IsDeclined(HttpStatusCode status, SpokenError? error) =>
        status < HttpStatusCode.InternalServerError && error is not null && IsFilter(error);

    private static GenerationFailure Meaning(HttpStatusCode status, SpokenError? error) => status switch
    {
        HttpStatusCode.NotFound => GenerationFailure.ModelMissing,
        HttpStatusCode.BadRequest when error is not null && SaysTooLong(error) => GenerationFailure.TooLong,
        // So does Mistral, where others say 404.
        HttpStatusCode.BadRequest when error is not null && Says(error.Kind, "invalid_model") => GenerationFailure.ModelMissing,
        HttpStatusCode.OK or >= HttpStatusCode.InternalServerError => GenerationFailure.Unavailable,
        _ => GenerationFailure.Refused,
    };

    /// <summary>In the words of Mistral and vLLM, OpenAI, llama.cpp.</summary>
    private static bool SaysTooLong(SpokenError error) =>
        Says(error.Words, "maximum context length")
        || Says(error.Kind, "context_length_exceeded")
        || Says(error.Kind, "exceed_context_size_error");

    private static bool Says(string words, string what) => words.Contains(what, StringComparison.OrdinalIgnoreCase);
}
