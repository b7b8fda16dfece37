using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>Opens connections to a server's hub, each over one tested transport.</summary>
internal static class HubOpener
{
    // The server sends something every 10 s.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    /// <param name="surroundings">The network.</param>
    /// <param name="server">The server.</param>
    /// <param name="transport">The transport.</param>
    /// <param name="patience">The longest time for an answer; null for the default.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="TransportBlockedException">The transport does not work.</exception>
    /// <exception cref="CommandFailedException">The server does not answer, or is not an Interception server.</exception>
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
        // Each connection has its own HTTP client, so that a new attempt uses a new socket.
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
