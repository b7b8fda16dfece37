using Interception.Server.Contracts;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>A connection to a server's hub.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly HubConnection _hub;

    private ServerConnection(HubConnection hub) => _hub = hub;

    /// <exception cref="CommandFailedException">No server there, or not one of ours.</exception>
    public static async Task<ServerConnection> OpenAsync(
        Surroundings surroundings, ServerAt server, Transport? transport, CancellationToken cancellationToken)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(server.Hub, Transports(transport), http =>
            {
                server.ShowCode(http.Headers);
                surroundings.Network(http);
            })
            .Build();
        try
        {
            using var patience = new CancellationTokenSource(ConnectTimeout, surroundings.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await hub.StartAsync(either.Token);
            return new(hub);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await hub.DisposeAsync();
            throw Unreachable.Said(server, e);
        }
    }

    /// <exception cref="EndingException">The server refused.</exception>
    public async Task<RemoteRun> StartAsync(RunRequest request, CancellationToken cancellationToken) =>
        new(_hub, await _hub.CallAsync<RunStarted>("StartRun", [request], cancellationToken));

    /// <summary>A run that another connection has started.</summary>
    public RemoteRun Resume(RunStarted started) => new(_hub, started);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static HttpTransportType Transports(Transport? one) =>
        one is null ? HttpTransports.All : (HttpTransportType)one;
}
