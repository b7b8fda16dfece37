namespace Interception.Server.Generation;

/// <summary>What a provider says of a failure: enough for an operator to recognise it.</summary>
internal static class ProviderWords
{
    private const int LongestBody = 4096;
    private const int LongestWords = 200;

    /// <summary>The beginning.</summary>
    public static string Shortened(string words) => words.Length <= LongestWords ? words : words[..LongestWords] + "…";

    /// <summary>The beginning of a body, or what there is of it.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
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
