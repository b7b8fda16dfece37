using System.Net;
using Interception.Client.Console.Connection;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Ways to one address: hub connections and requests that notice how event streams are packed.</summary>
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

    /// <summary>How an event stream was packed; null when none was.</summary>
    public string? Encoding { get; private set; }

    /// <summary>A connection to the hub; it has proved itself.</summary>
    /// <exception cref="CommandFailedException">It does not come through.</exception>
    public Task<HubConnection> OpenAsync(TransportKind transport, CancellationToken cancellationToken, TimeSpan? patience = null) =>
        HubOpener.OpenAsync(_surroundings, Address, transport, patience, cancellationToken);

    /// <summary>A small request; its whole answer has to come in time.</summary>
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
