using System.Net;

namespace Interception.Server.Generation.OpenAi;

/// <summary>An answer that is no stream.</summary>
internal static class ProviderRefusal
{
    /// <summary>Throws what it means, with the provider's own words.</summary>
    public static async ValueTask ThrowIfRefusedAsync(
        HttpResponseMessage response, string provider, ProviderKey key, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (response.StatusCode == HttpStatusCode.OK && type == "text/event-stream") return;
        var error = await ProviderWords.ReadAsync(response, cancellationToken);
        var words = error is null ? null : key.Without(error.Words);
        var (status, again) = (response.StatusCode, ProviderWords.RetryAfter(response));
        throw new GenerationException(
            Meaning(status, error ?? SpokenError.None, again), $"{provider} answered {(int)status}: {words ?? $"'{type}' without words of its own."}")
        {
            Status = (int)status,
            RetryAfter = again,
            Words = words,
        };
    }

    private static GenerationFailure Meaning(HttpStatusCode status, SpokenError error, TimeSpan? again) => status switch
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
    private static bool SaysTooLong(SpokenError error) =>
        Says(error.Words, "maximum context length")
        || Says(error.Kind, "context_length_exceeded")
        || Says(error.Kind, "exceed_context_size_error");

    private static bool Says(string words, string what) => words.Contains(what, StringComparison.OrdinalIgnoreCase);
}
