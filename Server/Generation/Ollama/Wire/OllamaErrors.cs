using System.Net;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>Turns an answer with a status other than 200 into a failure.</summary>
internal static class OllamaErrors
{
    /// <summary>Throws the failure, with Ollama's own words.</summary>
    public static async ValueTask ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.OK) return;
        var words = (await ProviderErrorText.ReadAsync(response, cancellationToken))?.Words;
        var (status, again) = (response.StatusCode, ProviderErrorText.RetryAfter(response));
        throw new GenerationException(
            Meaning(status, words ?? "", again), $"Ollama answered {(int)status}: {words ?? "(no words of Ollama's own)"}")
        {
            Status = (int)status,
            RetryAfter = again,
            Words = words,
        };
    }

    private static GenerationFailure Meaning(HttpStatusCode status, string words, TimeSpan? again) => status switch
    {
        HttpStatusCode.NotFound => GenerationFailure.ModelMissing,
        _ when ProviderStates.IsOfTheRequest(status) && ProviderStates.SaysTooLong(kind: "", words) => GenerationFailure.TooLong,
        // A cloud model has other rules.
        _ when ProviderStates.IsOfTheRequest(status) && ProviderStates.SaysRefusal(kind: "", words) => GenerationFailure.Declined,
        _ when ProviderStates.IsLoading(status, words, again) => GenerationFailure.Loading,
        _ when ProviderStates.SaysTemplate(words) => GenerationFailure.Refused,
        _ when ProviderStates.IsPassing(status) => GenerationFailure.Unavailable,
        _ => GenerationFailure.Refused,
    };
}
