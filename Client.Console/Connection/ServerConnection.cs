using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>One connection to a server's hub. When it is gone it is gone: <see cref="ServerLink"/> makes another.</summary>
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

    /// <exception cref="EndingException">The server refused, or what is streamed ended other than well.</exception>
    /// <exception cref="ConnectionLostException">The connection is gone.</exception>
    public IAsyncEnumerable<T> StreamAsync<T>(string method, object?[] arguments, CancellationToken cancellationToken) =>
        _hub.StreamAllAsync<T>(method, arguments, _watch.Lost, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        // On a network that is silent a goodbye takes for ever.
        await Task.WhenAny(_hub.DisposeAsync().AsTask(), Task.Delay(TimeToSayGoodbye, _time));
    }

    private static async Task<ServerConnection> OpenOverAsync(
        CommandContext surroundings, ServerAddress server, TransportKind transport, CancellationToken cancellationToken) =>
        new(await HubOpener.OpenAsync(surroundings, server, transport, patience: null, cancellationToken), transport, surroundings.Time);
}
