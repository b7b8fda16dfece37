using System.Net;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Asks a server of the OpenAI dialect something that carries nobody's text: which models it has.</summary>
internal sealed class ProviderProbe(ProviderOptions options, Connections connections, Clocks clocks)
{
    private readonly HttpMessageInvoker _http = new(connections.Handler, disposeHandler: false);
    private readonly Uri _address = new($"{options.BaseUrl.TrimEnd('/')}/models");
    private readonly ProviderKey _key = new(options.ApiKey);

    /// <summary>Any answer will do that is no failure of the server's own.</summary>
    /// <exception cref="GenerationException">There was none.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _address) { Headers = { Authorization = _key.Header } };
        using var response = await clocks.FirstToken.RunAsync(
            (asked, token) => Opening.OfAsync(_http.SendAsync(asked, token), static answer => new ValueTask<HttpResponseMessage>(answer)),
            request, cancellationToken);
        if (response.StatusCode >= HttpStatusCode.InternalServerError)
        {
            throw new GenerationException(GenerationFailure.Unavailable, $"The server answered {(int)response.StatusCode}.");
        }
    }
}
