using System.Net;

namespace Interception.Server.Generation.Ollama;

/// <summary>An answer with another status than 200.</summary>
internal static class Refusal
{
    /// <summary>Throws what the status means, with Ollama's own words.</summary>
    public static async ValueTask ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var body = await ProviderWords.BodyAsync(response, cancellationToken);
            var words = new ChatLineParser().Parse(body)?.Error ?? "(no words of Ollama's own)";
            var message = ProviderWords.Shortened($"Ollama answered {(int)response.StatusCode}: {words}");
            throw new GenerationException(Meaning(response.StatusCode, words), message);
        }
    }

    private static GenerationFailure Meaning(HttpStatusCode status, string words) => status switch
    {
        HttpStatusCode.NotFound => GenerationFailure.ModelMissing,
        HttpStatusCode.BadRequest when SaysTooLong(words) => GenerationFailure.TooLong,
        < HttpStatusCode.InternalServerError => GenerationFailure.Refused,
        _ => GenerationFailure.Unavailable,
    };

    /// <summary>The words of 0.24, and the type in the JSON that 0.32 puts into its error as a string.</summary>
    private static bool SaysTooLong(string words) =>
        words.Contains("exceeds the context length", StringComparison.Ordinal)
        || words.Contains("exceed_context_size_error", StringComparison.Ordinal);
}
