using System.Runtime.CompilerServices;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Asks one server that speaks the OpenAI dialect, once.</summary>
internal sealed class OpenAiGenerator(
    string name, ProviderOptions options, Connections connections, ChatBodies bodies, Clocks clocks) : IGenerator
{
    private readonly HttpMessageInvoker _http = new(connections.Handler, disposeHandler: false);
    private readonly Uri _address = new($"{options.BaseUrl.TrimEnd('/')}/chat/completions");
    private readonly ProviderKey _key = new(options.ApiKey);

    public async IAsyncEnumerable<Generated> StreamAsync(
        Prompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await clocks.FirstToken.RunAsync(OpenAsync, prompt, cancellationToken);
        var pieces = new AnswerPieces();
        var (reason, usage) = ((string?)null, (AnswerUsage?)null);
        await foreach (var chunk in answer.ChunksAsync(clocks.BetweenTokens, cancellationToken))
        {
            foreach (var piece in pieces.Of(chunk.Thought, chunk.Text, isLast: chunk.FinishReason is not null))
            {
                yield return piece;
            }

            (reason, usage) = (chunk.FinishReason ?? reason, chunk.Usage ?? usage);
        }

        yield return reason is null
            ? throw new GenerationException(GenerationFailure.Truncated, "The answer ended without a reason.")
            : pieces.End(reason, (usage ?? new(0, 0)).Figures());
    }

    private ValueTask<StreamedAnswer> OpenAsync(Prompt prompt, CancellationToken cancellationToken) =>
        Opening.OfAsync(_http.SendAsync(RequestFor(prompt), cancellationToken), async response =>
        {
            await ProviderRefusal.ThrowIfRefusedAsync(response, name, _key, cancellationToken);
            var upstream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var lines = new GuardedLines<AnswerChunk>(upstream, ChunkOf);
            return new StreamedAnswer(response, lines, await lines.NextAsync(cancellationToken));
        });

    private HttpRequestMessage RequestFor(Prompt prompt) => new(HttpMethod.Post, _address)
    {
        Content = bodies.Ask(prompt),
        Headers = { Authorization = _key.Header },
    };

    private AnswerChunk? ChunkOf(ReadOnlyMemory<byte> line)
    {
        var chunk = AnswerEvents.Parse(line);
        return chunk is { Error: { } error } ? chunk with { Error = _key.Without(error) } : chunk;
    }
}
