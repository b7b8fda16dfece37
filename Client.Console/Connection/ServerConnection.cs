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
        Surroundings surroundings, Uri server, Transport? transport, CancellationToken cancellationToken)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(HubAt(server), Transports(transport), surroundings.Network)
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
            throw new CommandFailedException($"No Interception server can be reached at {server} ({e.Message}). "
                + "Start one with `dotnet run --project Server`, or name another with --url.");
        }
    }

    /// <summary>The hub below a server's address, which may have a path base and may end in a slash.</summary>
    public static Uri HubAt(Uri server) =>
        new UriBuilder(server) { Path = server.AbsolutePath.TrimEnd('/') + HubRoute.Path }.Uri;

    /// <exception cref="EndingException">The server refused.</exception>
    public async Task<RemoteRun> StartAsync(RunRequest request, CancellationToken cancellationToken) =>
        new(_hub, await _hub.CallAsync<RunStarted>("StartRun", [request], cancellationToken));

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static HttpTransportType Transports(Transport? one) =>
        one is null ? HttpTransports.All : (HttpTransportType)one;
}
