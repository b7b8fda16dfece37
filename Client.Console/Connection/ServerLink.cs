using System.Net;
using System.Runtime.CompilerServices;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Connection;

/// <summary>The link to a server's hub: it replaces a lost connection and repeats what was requested over it.</summary>
internal sealed class ServerLink : IAsyncDisposable
{
    /// <summary>The time for which a server keeps an ended run.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1);
    private readonly ReconnectLoop _reconnect;
    private ServerConnection _connection;

    private ServerLink(ServerConnection connection, ReconnectLoop reconnect)
    {
        _connection = connection;
        _reconnect = reconnect;
    }

    /// <summary>The transport in use.</summary>
    public TransportKind Transport => _connection.Transport;

    /// <summary>How many times the connection was replaced.</summary>
    public int Losses { get; private set; }

    /// <summary>Told when the connection is lost (false) and when it is back (true).</summary>
    public Action<bool> Changed { get; set; } = _ => { };

    /// <param name="surroundings">The network, and the transport that worked before.</param>
    /// <param name="server">The server.</param>
    /// <param name="transport">Null for the best that works.</param>
    /// <param name="patience">How long the network may be away.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="TransportBlockedException">The requested transport does not work.</exception>
    /// <exception cref="CommandFailedException">The server does not answer, is not an Interception server, or no transport works.</exception>
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
        // With a key it is one run, however many times the start is repeated.
        var once = request with { Key = request.Key ?? Guid.NewGuid().ToString("N") };
        return Resume(await CallAsync<RunStarted>("StartRun", [once], cancellationToken));
    }

    /// <summary>A run that another client started.</summary>
    public RemoteRun Resume(RunStarted started) => new(this, started);

    /// <summary>Makes a call that may be repeated.</summary>
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

    /// <summary>Continues a stream over any number of connections.</summary>
    /// <param name="method">The method to stream.</param>
    /// <param name="arguments">Returns the arguments for the present position.</param>
    /// <param name="cancellationToken">Ends the stream, and tells the server.</param>
    /// <exception cref="EndingException">The server refused, or the stream did not end well.</exception>
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

    /// <returns>Null when the connection is lost.</returns>
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
            // All streams of a connection lose it together; one of them replaces it.
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
