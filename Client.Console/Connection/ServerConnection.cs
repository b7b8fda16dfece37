using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>One connection to a server's hub. It is never repaired: <see cref="ServerLink"/> opens another one.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private static readonly TimeSpan TimeToSayGoodbye = TimeSpan.FromSeconds(2);

    private readonly HubConnection _hub;
    private readonly TimeProvider _time;
    private readonly ConnectionWatch _watch;

    private ServerConnection(HubConnection hub, TransportKind transport, TimeProvider time)
    {
        _hub = hub;
        _time = time;
        _watch = new(hub, time);
        Transport = transport;
    }

    /// <summary>The transport in use.</summary>
    public TransportKind Transport { get; }

    /// <param name="surroundings">The network, and the transport that worked before.</param>
    /// <param name="server">The server.</param>
    /// <param name="transport">Null for the best that works.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="TransportBlockedException">The requested transport does not work.</exception>
    /// <exception cref="CommandFailedException">The server does not answer, is not an Interception server, or no transport works.</exception>
    public static async Task<ServerConnection> OpenAsync(
        CommandContext surroundings, ServerAddress server, TransportKind? transport, CancellationToken cancellationToken)
    {
        if (transport is { } one) return await OpenOverAsync(surroundings, server, one, cancellationToken);
        List<TransportBlockedException> blocked = [];
        foreach (var each in surroundings.Transports.Order)
        {
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
        }

        throw ConnectionFailure.Blocked(server, blocked);
    }

    /// <inheritdoc cref="HubCalls.CallAsync"/>
    public Task<T> CallAsync<T>(string method, object?[] arguments, CancellationToken cancellationToken) =>
        _hub.CallAsync<T>(method, arguments, _time, cancellationToken);

    /// <exception cref="EndingException">The server refused, or the stream did not end well.</exception>
    /// <exception cref="ConnectionLostException">The connection is lost.</exception>
    public IAsyncEnumerable<T> StreamAsync<T>(string method, object?[] arguments, CancellationToken cancellationToken) =>
        _hub.StreamAllAsync<T>(method, arguments, _watch.Lost, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        // On a silent network a proper close would never end.
        await Task.WhenAny(_hub.DisposeAsync().AsTask(), Task.Delay(TimeToSayGoodbye, _time));
    }

    private static async Task<ServerConnection> OpenOverAsync(
        CommandContext surroundings, ServerAddress server, TransportKind transport, CancellationToken cancellationToken) =>
        new(await HubOpener.OpenAsync(surroundings, server, transport, patience: null, cancellationToken), transport, surroundings.Time);
}
