using System.Net;
using System.Runtime.CompilerServices;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Connection;

/// <summary>The way to a server's hub: a connection that is lost is replaced, and what was asked over it is asked again.</summary>
internal sealed class ServerLink : IAsyncDisposable
{
    /// <summary>As long as a server keeps a run that has ended.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1);
    private readonly ReconnectLoop _reconnect;
    private ServerConnection _connection;

    private ServerLink(ServerConnection connection, ReconnectLoop reconnect)
    {
        _connection = connection;
        _reconnect = reconnect;
    }

    /// <summary>Which one comes through.</summary>
    public TransportKind Transport => _connection.Transport;

    /// <summary>How often the connection was lost and replaced.</summary>
    public int Losses { get; private set; }

    /// <summary>Hears that the connection was lost (false), or is there again (true).</summary>
    public Action<bool> Changed { get; set; } = _ => { };

    /// <param name="surroundings">The network, and which transport came through before.</param>
    /// <param name="server">Where it is.</param>
    /// <param name="transport">Null for the best that comes through.</param>
    /// <param name="patience">How long a network may be away.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportBlockedException">The transport asked for does not come through.</exception>
    /// <exception cref="CommandFailedException">No server there, not one of ours, or nothing comes through.</exception>
    public static async Task<ServerLink> OpenAsync(CommandContext surroundings, ServerAddress server, TransportKind? transport,
        TimeSpan patience, CancellationToken cancellationToken)
    {
        var session = surroundings.WithCookies(new CookieContainer());
        Func<CancellationToken, Task<ServerConnection>> open = token => ServerConnection.OpenAsync(session, server, transport, token);
        return new(await open(cancellationToken), new(open, patience, surroundings.Time));
    }

    /// <exception cref="EndingException">The server refused.</exception>
    public async Task<RemoteRun> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        // With a key it is one run, however often it has to be asked for.
        var once = request with { Key = request.Key ?? Guid.NewGuid().ToString("N") };
        return Resume(await CallAsync<RunStarted>("StartRun", [once], cancellationToken));
    }

    /// <summary>A run that somebody has started before.</summary>
    public RemoteRun Resume(RunStarted started) => new(this, started);

    /// <summary>Asks something that may be asked twice.</summary>
    /// <exception cref="EndingException">The server refused.</exception>
    public async Task<T> CallAsync<T>(string method, object?[] arguments, CancellationToken cancellationToken)
    {
        var begun = _reconnect.Now;
        while (true)
        {
            var connection = _connection;
            try
            {
                return await connection.CallAsync<T>(method, arguments, cancellationToken);
            }
            catch (ConnectionLostException) when (!_reconnect.IsOver(begun))
            {
                await ReplaceAsync(connection, cancellationToken);
            }
        }
    }

    /// <summary>Streams on, from connection to connection.</summary>
    /// <param name="method">What is streamed.</param>
    /// <param name="arguments">Says each time from where on.</param>
    /// <param name="cancellationToken">Leaves the stream, and tells the server.</param>
    /// <exception cref="EndingException">The server refused, or what is streamed ended other than well.</exception>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string method, Func<object?[]> arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var connection = _connection;
            await using var items = connection.StreamAsync<T>(method, arguments(), cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(items) is { } isMore)
            {
                if (!isMore) yield break;
                yield return items.Current;
            }
            await ReplaceAsync(connection, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <returns>Null when the connection is gone.</returns>
    private static async ValueTask<bool?> NextAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (ConnectionLostException)
        {
            return null;
        }
    }

    private async Task ReplaceAsync(ServerConnection lost, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // All streams of a connection lose it together; one of them sees to it.
            if (_connection != lost) return;
            Changed(false);
            _ = lost.DisposeAsync().AsTask();
            _connection = await _reconnect.OpenAsync(cancellationToken);
            Losses++;
            Changed(true);
        }
        finally
        {
            _one.Release();
        }
    }
}
