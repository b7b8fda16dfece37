using System.Text;

namespace Interception.Server.Generation.Streaming;

/// <summary>A provider's words about a failure: enough for an operator to recognise it.</summary>
internal static class ProviderErrorText
{
    private const int LongestBody = 64 * 1024;
    private const int LongestWords = 2_000;

    /// <summary>The longest beginning that is kept. Less of it is logged, without words of the prompt.</summary>
    public static string Shortened(string words) => Cut(words, LongestWords);

    /// <summary>The beginning, in whole characters.</summary>
    public static string Cut(string words, int longest)
    {
        if (words.Length <= longest) return words;
        return words[..(char.IsHighSurrogate(words[longest - 1]) ? longest - 1 : longest)] + "…";
    }

    /// <summary>The words of an answer that is not a stream, in any JSON form or as plain text; null for none.</summary>
    public static async ValueTask<ProviderError?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(response, cancellationToken);
        if (ProviderError.Parse(body.Span) is { } error) return error with { Words = Shortened(error.Words) };
        var isPlain = response.Content.Headers.ContentType?.MediaType is "text/plain" or null;
        var text = isPlain ? Encoding.UTF8.GetString(body.Span).Trim() : "";
        return text.Length > 0 ? new(Shortened(text), "") : null;
    }

    /// <summary>When the provider wants the next request.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - (response.Headers.Date ?? DateTimeOffset.UtcNow),
        _ => null,
    };

    /// <summary>The beginning of a body, as far as it can be read.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = new byte[LongestBody];
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
            return body.AsMemory(0, length);
        }
        catch (IOException)
        {
            return default;
        }
    }
}
