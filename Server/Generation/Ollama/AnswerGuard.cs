namespace Interception.Server.Generation.Ollama;

/// <summary>Guards a streamed answer: lets it through from its first piece on, line by line.</summary>
internal sealed class AnswerGuard(HttpMessageHandler wire, Clocks clocks, CancellationToken call)
    : Guard(wire, clocks.FirstToken, call)
{
    private readonly CancellationToken _call = call;

    protected override async ValueTask AdmitAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ThrowIfNotLines(response.Content.Headers.ContentType?.MediaType);
        var upstream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var lines = new AnswerLines(upstream);
        var first = await lines.NextAsync(cancellationToken);
        response.Content = new StreamContent(new AnswerStream(upstream, lines, first, clocks.BetweenTokens, _call));
    }

    private static void ThrowIfNotLines(string? type)
    {
        if (type is not ("application/x-ndjson" or "application/json"))
        {
            throw new GenerationException(GenerationFailure.Unavailable, $"Ollama does not answer with '{type}'.");
        }
    }
}
