using System.Net.Http.Json;
using Interception.Server.Contracts;
using Microsoft.AspNetCore.Http.Connections.Client;

namespace Interception.Client.Console.Connection;

/// <summary>The teacher's calls to a server's class.</summary>
internal sealed class ClassClient : IDisposable
{
    private readonly ServerAddress _server;
    private readonly HttpClient _http;

    public ClassClient(CommandContext surroundings, ServerAddress server)
    {
        var options = new HttpConnectionOptions();
        server.ShowCode(options.Headers);
        surroundings.Network(options);
        var network = new SocketsHttpHandler();
        _server = server;
        _http = new(options.HttpMessageHandlerFactory?.Invoke(network) ?? network) { Timeout = RequestDeadlines.Deadline };
        foreach (var (name, value) in options.Headers) _http.DefaultRequestHeaders.Add(name, value);
    }

    /// <exception cref="CommandFailedException">The server does not answer, or the teacher's code is wrong.</exception>
    public async Task<ClassStatus> LookAsync(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/api/runs", cancellationToken);
        return (await answer.Content.ReadFromJsonAsync<ClassStatus>(cancellationToken))!;
    }

    /// <param name="act"><c>stop-all</c>, <c>hold</c> or <c>release</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="CommandFailedException">The server does not answer, or the teacher's code is wrong.</exception>
    public async Task DoAsync(string act, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"/api/class/{act}", cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, _server.Below(path));
            return (await _http.SendAsync(request, cancellationToken)).EnsureSuccessStatusCode();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ConnectionFailure.Said(_server, e, code: "teacher's code");
        }
    }
}
