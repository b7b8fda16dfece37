using System.Net;
using System.Text.Json;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Asks a server of the OpenAI dialect for its models, a question without any text.</summary>
internal sealed class ProviderProbe(ProviderOptions options, ModelHttpHandler connections, CallTimeouts clocks)
{
    /// <summary>The message for a wrong key.</summary>
    public const string RefusesKey = "refuses the key";

    private const int LongestList = 4 * 1024 * 1024;

    private readonly HttpMessageInvoker _http = new(connections.Handler, disposeHandler: false);
    private readonly Uri _address = new($"{options.BaseUrl.TrimEnd('/')}/models");
    private readonly ProviderKey _key = new(options.ApiKey);

    /// <summary>Succeeds for any answer that is not the server's own failure.</summary>
    /// <exception cref="GenerationException">There was none.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(clocks.FirstToken, static (_, _) => default, cancellationToken);
        }
        catch (GenerationException loading) when (loading.Failure == GenerationFailure.Loading)
        {
            // The server is there; a call to it waits for the load.
        }
    }

    /// <summary>The names of the models; null when the server has no list.</summary>
    /// <exception cref="GenerationException">No answer came, or the server refuses the key.</exception>
    public async Task<IReadOnlyList<string>?> ModelsAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            clocks.Connect, static (answer, token) => new(answer.Content.LoadIntoBufferAsync(LongestList, token)), cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            throw new GenerationException(GenerationFailure.Refused, RefusesKey);
        if (response.StatusCode != HttpStatusCode.OK) return null;
        try
        {
            var list = await JsonSerializer.DeserializeAsync(
                await response.Content.ReadAsStreamAsync(cancellationToken), ProviderModelsJson.Default.ProviderModels, cancellationToken);
            return list?.Names() is { } names ? [.. names.Select(_key.Without)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        CallTimeout clock, Func<HttpResponseMessage, CancellationToken, ValueTask> read, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _address) { Headers = { Authorization = _key.Header } };
        return await clock.RunAsync((asked, token) => ResponseOpener.OfAsync(_http.SendAsync(asked, token), async answer =>
        {
            if (answer.StatusCode >= HttpStatusCode.InternalServerError) throw await TroubleAsync(answer, token);
            await read(answer, token);
            return answer;
        }), request, cancellationToken);
    }

    private static async ValueTask<GenerationException> TroubleAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var words = (await ProviderErrorText.ReadAsync(answer, cancellationToken))?.Words ?? "";
        var isLoading = ProviderStates.IsLoading(answer.StatusCode, words, ProviderErrorText.RetryAfter(answer));
        return new(isLoading ? GenerationFailure.Loading : GenerationFailure.Unavailable, $"The server answered {(int)answer.StatusCode}.");
    }
}
