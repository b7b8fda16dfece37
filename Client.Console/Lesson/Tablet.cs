using System.Net;
using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A child's tablet: a session of its own, and a connection that a reload drops.</summary>
internal sealed class Tablet : IAsyncDisposable
{
    private readonly CommandContext _surroundings;
    private readonly ServerAddress _server;
    private ServerLink? _connection;

    public Tablet(CommandContext surroundings, ServerAddress server)
    {
        _server = server;
        _surroundings = surroundings.WithCookies(new CookieContainer());
    }

    /// <exception cref="EndingException">The server refused.</exception>
    /// <exception cref="CommandFailedException">The server could not be reached.</exception>
    public async Task<RemoteRun> StartAsync(RunRequest request, CancellationToken cancellationToken) =>
        await (await ConnectAsync(cancellationToken)).StartAsync(request, cancellationToken);

    /// <summary>The same run over a new connection.</summary>
    public async Task<RemoteRun> ReloadAsync(RunStarted run, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        return (await ConnectAsync(cancellationToken)).Resume(run);
    }

    /// <summary>Drops the connection; the next start makes another.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is null) return;
        await _connection.DisposeAsync();
        _connection = null;
    }

    private async Task<ServerLink> ConnectAsync(CancellationToken cancellationToken) =>
        _connection ??= await ServerLink.OpenAsync(_surroundings, _server, null, ServerLink.LongPatience, cancellationToken);
}
