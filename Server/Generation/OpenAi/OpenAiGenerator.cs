using System.Runtime.CompilerServices;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Asks one server of the OpenAI dialect, once.</summary>
internal sealed class OpenAiGenerator(
    string name, ProviderOptions options, ModelHttpHandler connections, ChatRequestWriter bodies, AnswerReader reader, CallTimeouts clocks) : IGenerator
{
    private readonly HttpMessageInvoker _http = new(connections.Handler, disposeHandler: false);
    private readonly Uri _address = new($"{options.BaseUrl.TrimEnd('/')}/chat/completions");
    private readonly ProviderKey _key = new(options.ApiKey);

    public async IAsyncEnumerable<GenerationPiece> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await clocks.FirstToken.RunAsync(OpenAsync, prompt, cancellationToken);
        await foreach (var piece in reader.ReadAsync(prompt, answer, cancellationToken)) yield return piece;
    }

    private ValueTask<StreamedAnswer> OpenAsync(ModelPrompt prompt, CancellationToken cancellationToken) =>
        ResponseOpener.OfAsync(_http.SendAsync(RequestFor(prompt), cancellationToken), async response =>
        {
            await ProviderRefusal.ThrowIfRefusedAsync(response, name, _key, cancellationToken);
            var upstream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var parser = new AnswerEventParser();
            var lines = new AnswerLineReader<AnswerLine>(upstream, line => LineOf(parser, line), ofEvents: true);
            return new StreamedAnswer(response, lines, await lines.NextAsync(cancellationToken));
        });

    private HttpRequestMessage RequestFor(ModelPrompt prompt) => new(HttpMethod.Post, _address)
    {
        Content = bodies.WriteRequest(prompt),
        Headers = { Authorization = _key.Header },
    };

    private AnswerLine? LineOf(AnswerEventParser parser, ReadOnlyMemory<byte> bytes)
    {
        var line = parser.Parse(bytes);
        if (line is { Error: { } error }) line.Error = _key.Without(error);
        return line;
    }
}
