using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>Opens connections to a server's hub, each over one transport that has proved itself.</summary>
internal static class HubOpener
{
    // The server says something every 10 s.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    /// <param name="surroundings">The network.</param>
    /// <param name="server">Where it is.</param>
    /// <param name="transport">How to get there.</param>
    /// <param name="patience">How long an answer may take; null for as long as usual.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportBlockedException">The transport does not come through.</exception>
    /// <exception cref="CommandFailedException">No server there, or not one of ours.</exception>
    public static async Task<HubConnection> OpenAsync(
        CommandContext surroundings, ServerAddress server, TransportKind transport, TimeSpan? patience, CancellationToken cancellationToken)
    {
        using var proof = new TransportProof(surroundings.Time, patience);
        var hub = Build(surroundings, server, transport, proof);
        try
        {
            await proof.StartAsync(hub, cancellationToken);
            return hub;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await hub.DisposeAsync();
            if (!proof.IsNegotiated) throw ConnectionFailure.Said(server, e);
            throw new TransportBlockedException(transport, isMute: proof.IsLate, e);
        }
    }

    private static HubConnection Build(CommandContext surroundings, ServerAddress server, TransportKind transport, TransportProof proof)
    {
        // A client of its own for each connection: a new attempt takes a new socket.
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
