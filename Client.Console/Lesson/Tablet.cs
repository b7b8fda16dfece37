using System.Net;
using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A child's tablet: its own session, and a connection that a reload drops.</summary>
internal sealed class Tablet : IAsyncDisposable
{
    private readonly CommandContext _surroundings;
    private readonly ServerAddress _server;
    private ServerLink? _connection;
    private ClassSeat? _seat;

    public Tablet(CommandContext surroundings, ServerAddress server)
    {
        _server = server;
        _surroundings = surroundings.WithCookies(new CookieContainer());
    }

    /// <summary>Joins the class before anything is typed.</summary>
    /// <exception cref="CommandFailedException">The server could not be reached.</exception>
    public Task JoinAsync(CancellationToken cancellationToken) => ConnectAsync(cancellationToken);

    /// <summary>Raises or lowers the child's hand.</summary>
    public Task RaiseHandAsync(bool isUp) => _seat?.RaiseHandAsync(isUp) ?? Task.CompletedTask;

    /// <summary>Offers a finished piece to the class.</summary>
    public Task OfferAsync(string runId) => _seat?.OfferAsync(runId) ?? Task.CompletedTask;

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

    /// <summary>Drops the connection; the next start opens another.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is null) return;
        if (_seat is not null) await _seat.DisposeAsync();
        _seat = null;
        await _connection.DisposeAsync();
        _connection = null;
    }

    private async Task<ServerLink> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null) return _connection;
        _connection = await ServerLink.OpenAsync(_surroundings, _server, null, ServerLink.LongPatience, cancellationToken);
        _seat = new(_connection);
        return _connection;
    }
}
