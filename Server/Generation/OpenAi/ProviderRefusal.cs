using System.Net;
using System.Text.RegularExpressions;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Turns an answer that is not a stream into a failure.</summary>
internal static partial class ProviderRefusal
{
    /// <summary>Throws the failure, with the provider's own words.</summary>
    public static async ValueTask ThrowIfRefusedAsync(
        HttpResponseMessage response, string provider, ProviderKey key, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (response.StatusCode == HttpStatusCode.OK && type == "text/event-stream") return;
        var error = await ProviderErrorText.ReadAsync(response, cancellationToken);
        var words = error is null ? null : key.Without(error.Words);
        if (error is not null && IsFilter(error, response.StatusCode)) throw Declined((int)response.StatusCode, words);
        var (status, again) = (response.StatusCode, ProviderErrorText.RetryAfter(response));
        throw new GenerationException(
            Meaning(status, error ?? ProviderError.None, again), $"{provider} answered {(int)status}: {words ?? $"'{type}' without words of its own."}")
        {
            Status = (int)status,
            RetryAfter = again,
            Words = words,
        };
    }

    /// <summary>The failure for a provider that refuses.</summary>
    /// <param name="status">The status of its answer.</param>
    /// <param name="words">Its own sentence; null when it may repeat the prompt, or when there is none.</param>
    public static GenerationException Declined(int status = (int)HttpStatusCode.OK, string? words = null) =>
        new(GenerationFailure.Declined, "The model or its provider does not want to.") { Status = status, Words = words };

    /// <summary>Whether an error in a stream comes from the provider's own filter.</summary>
    public static bool IsFilter(ProviderError error) => ProviderStates.SaysRefusal(error.Kind, error.Words);

    /// <summary>Error codes are reliable; a sentence counts only when the request itself is refused.</summary>
    private static bool IsFilter(ProviderError error, HttpStatusCode status) => status < HttpStatusCode.InternalServerError
        && ProviderStates.SaysRefusal(error.Kind, ProviderStates.IsOfTheRequest(status) ? error.Words : "");

    private static GenerationFailure Meaning(HttpStatusCode status, ProviderError error, TimeSpan? again) => status switch
    {
        HttpStatusCode.NotFound => GenerationFailure.ModelMissing,
        _ when ProviderStates.IsOfTheRequest(status) && IsTooLong(error) => GenerationFailure.TooLong,
        // Mistral answers so where others answer 404.
        HttpStatusCode.BadRequest when Says(error.Kind, "invalid_model") => GenerationFailure.ModelMissing,
        _ when ProviderStates.IsLoading(status, error.Words, again) => GenerationFailure.Loading,
        _ when ProviderStates.SaysTemplate(error.Words) => GenerationFailure.Refused,
        HttpStatusCode.OK => GenerationFailure.Unavailable,
        _ when ProviderStates.IsPassing(status) => GenerationFailure.Unavailable,
        _ => GenerationFailure.Refused,
    };

    private static bool IsTooLong(ProviderError error) =>
        ProviderStates.SaysTooLong(error.Kind, error.Words) || TooLong().IsMatch(error.Words);

    private static bool Says(string words, string what) => words.Contains(what, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b(prompt|input|request) (is )?too (long|large)\b|\btoo many (input |prompt )?tokens\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TooLong();
}
