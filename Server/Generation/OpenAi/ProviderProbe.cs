using System.Net;
using System.Text.Json;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Asks a server of the OpenAI dialect something that carries nobody's text: which models it has.</summary>
internal sealed class ProviderProbe(ProviderOptions options, ModelHttpHandler connections, CallTimeouts clocks)
{
    /// <summary>What a server does whose key is wrong.</summary>
    public const string RefusesKey = "refuses the key";

    private const int LongestList = 4 * 1024 * 1024;

    private readonly HttpMessageInvoker _http = new(connections.Handler, disposeHandler: false);
    private readonly Uri _address = new($"{options.BaseUrl.TrimEnd('/')}/models");
    private readonly ProviderKey _key = new(options.ApiKey);

    /// <summary>Any answer will do that is no failure of the server's own.</summary>
    /// <exception cref="GenerationException">There was none.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(clocks.FirstToken, static (_, _) => default, cancellationToken);
        }
        catch (GenerationException loading) when (loading.Failure == GenerationFailure.Loading)
        {
            // It is there, and whoever asks it waits for the load.
        }
    }

    /// <summary>The models' names; null where the server has no such list.</summary>
    /// <exception cref="GenerationException">There was no answer, or the server refuses the key.</exception>
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
