using Interception.Server.Contracts;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>A connection to a server's hub.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    // The server says something every 10 s.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private readonly HubConnection _hub;

    private ServerConnection(HubConnection hub, TransportKind transport) => (_hub, Transport) = (hub, transport);

    /// <summary>Which one came through.</summary>
    public TransportKind Transport { get; }

    /// <param name="surroundings">The network, and which transport came through before.</param>
    /// <param name="server">Where it is.</param>
    /// <param name="transport">Null for the best that comes through.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportBlockedException">The transport asked for does not come through.</exception>
    /// <exception cref="CommandFailedException">No server there, not one of ours, or nothing comes through.</exception>
    public static async Task<ServerConnection> OpenAsync(
        CommandContext surroundings, ServerAddress server, TransportKind? transport, CancellationToken cancellationToken)
    {
        if (transport is { } one) return await OpenOverAsync(surroundings, server, one, cancellationToken);
        List<TransportBlockedException> blocked = [];
        foreach (var each in surroundings.Transports.Order)
            try
            {
                var connection = await OpenOverAsync(surroundings, server, each, cancellationToken);
                surroundings.Transports.Proved(each);
                return connection;
            }
            catch (TransportBlockedException e)
            {
                blocked.Add(e);
            }
        throw ConnectionFailure.Blocked(server, blocked);
    }

    /// <exception cref="EndingException">The server refused.</exception>
    public async Task<RemoteRun> StartAsync(RunRequest request, CancellationToken cancellationToken) =>
        new(_hub, await _hub.CallAsync<RunStarted>("StartRun", [request], cancellationToken));

    /// <summary>A run that another connection has started.</summary>
    public RemoteRun Resume(RunStarted started) => new(_hub, started);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static async Task<ServerConnection> OpenOverAsync(
        CommandContext surroundings, ServerAddress server, TransportKind transport, CancellationToken cancellationToken)
    {
        using var proof = new TransportProof(surroundings.Time);
        var hub = Build(surroundings, server, transport, proof);
        try
        {
            await proof.StartAsync(hub, cancellationToken);
            return new(hub, transport);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await hub.DisposeAsync();
            if (!proof.IsNegotiated) throw ConnectionFailure.Said(server, e);
            throw new TransportBlockedException(transport, proof.IsLate ? "it connects, but nothing comes back" : "it is refused", e);
        }
    }

    private static HubConnection Build(CommandContext surroundings, ServerAddress server, TransportKind transport, TransportProof proof)
    {
        var builder = new HubConnectionBuilder().WithUrl(server.Hub, (HttpTransportType)transport, http =>
        {
            server.ShowCode(http.Headers);
            surroundings.Network(http);
            proof.Attend(http);
        });
        builder.WithServerTimeout(Silence);
        return builder.Build();
    }
}
