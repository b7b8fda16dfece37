using System.Net;
using Interception.Server.Generation.Streaming;

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
        var error = await ProviderErrorText.ReadAsync(response, cancellationToken);
        var words = error is null ? null : key.Without(error.Words);
        if (error is not null && IsFilter(error) && response.StatusCode < HttpStatusCode.InternalServerError) throw Declined();
        var (status, again) = (response.StatusCode, ProviderErrorText.RetryAfter(response));
        throw new GenerationException(
            Meaning(status, error ?? ProviderError.None, again), $"{provider} answered {(int)status}: {words ?? $"'{type}' without words of its own."}")
        {
            Status = (int)status,
            RetryAfter = again,
            Words = words,
        };
    }

    /// <summary>The provider does not want to. Its words may repeat what it was asked, so they go nowhere.</summary>
    public static GenerationException Declined() => new(GenerationFailure.Declined, "The model or its provider does not want to.");

    /// <summary>Whether an error is a filter of the provider's own: in the words of OpenAI and Azure, and of those who answer like them.</summary>
    public static bool IsFilter(ProviderError error) => Array.Exists(Filters, filter => Says(error.Kind, filter));

    private static GenerationFailure Meaning(HttpStatusCode status, ProviderError error, TimeSpan? again) => status switch
    {
        HttpStatusCode.NotFound => GenerationFailure.ModelMissing,
        HttpStatusCode.BadRequest when SaysTooLong(error) => GenerationFailure.TooLong,
        // So does Mistral, where others say 404.
        HttpStatusCode.BadRequest when Says(error.Kind, "invalid_model") => GenerationFailure.ModelMissing,
        _ when ProviderStates.IsLoading(status, error.Words, again) => GenerationFailure.Loading,
        _ when ProviderStates.SaysTemplate(error.Words) => GenerationFailure.Refused,
        HttpStatusCode.OK => GenerationFailure.Unavailable,
        _ when ProviderStates.IsPassing(status) => GenerationFailure.Unavailable,
        _ => GenerationFailure.Refused,
    };

    /// <summary>In the words of Mistral and vLLM, OpenAI, llama.cpp.</summary>
    private static bool SaysTooLong(ProviderError error) =>
        Says(error.Words, "maximum context length")
        || Says(error.Kind, "context_length_exceeded")
        || Says(error.Kind, "exceed_context_size_error");

    private static bool Says(string words, string what) => words.Contains(what, StringComparison.OrdinalIgnoreCase);
}
