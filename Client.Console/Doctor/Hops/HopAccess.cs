using System.Net;
using Interception.Client.Console.Connection;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Opens hub connections and requests to one address, and records how event streams are compressed.</summary>
internal sealed class HopAccess : IDisposable
{
    private readonly CommandContext _surroundings;

    public HopAccess(CommandContext surroundings, ServerAddress address)
    {
        Address = address;
        _surroundings = surroundings with
        {
            Network = http =>
            {
                surroundings.Network(http);
                var network = http.HttpMessageHandlerFactory;
                http.HttpMessageHandlerFactory = handler => new EncodingWatch(network?.Invoke(handler) ?? handler) { Packed = packed => Encoding = packed };
            },
        };
        Http = Client();
    }

    public ServerAddress Address { get; }

    public HttpClient Http { get; }

    /// <summary>The compression of an event stream; null for none.</summary>
    public string? Encoding { get; private set; }

    /// <summary>Opens a tested connection to the hub.</summary>
    /// <exception cref="CommandFailedException">The connection failed.</exception>
    public Task<HubConnection> OpenAsync(TransportKind transport, CancellationToken cancellationToken, TimeSpan? patience = null) =>
        HubOpener.OpenAsync(_surroundings, Address, transport, patience, cancellationToken);

    /// <summary>Makes a small request; its whole answer must come in time.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(RequestDeadlines.Deadline, _surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var answer = await Http.GetAsync(Address.Below(path), either.Token);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"there was no answer within {RequestDeadlines.Deadline.TotalSeconds:0} s");
        }
    }

    public void Dispose() => Http.Dispose();

    private HttpClient Client()
    {
        var options = new HttpConnectionOptions();
        Address.ShowCode(options.Headers);
        _surroundings.Network(options);
        var handler = options.HttpMessageHandlerFactory!(new SocketsHttpHandler { AllowAutoRedirect = false });
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        foreach (var (name, value) in options.Headers) client.DefaultRequestHeaders.Add(name, value);
        return client;
    }
}
