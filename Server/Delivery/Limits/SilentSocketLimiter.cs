using Microsoft.AspNetCore.Connections;

namespace Interception.Server.Delivery.Limits;

/// <summary>
/// Closes sockets that have sent nothing: after five seconds, and when there are too many of them, beginning with the one
/// that has been silent longest. A browser sends at once, so it finds room even when the server is being flooded.
/// </summary>
internal sealed class SilentSocketLimiter(TimeProvider time)
{
    /// <summary>How many silent sockets there may be.</summary>
    public const int Most = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<CancellationTokenSource> _silent = [];

    /// <summary>Runs before HTTP.</summary>
    public ConnectionDelegate Wrap(ConnectionDelegate next) => async connection =>
    {
        if (await SpeaksAsync(connection)) await next(connection);
    };

    private async Task<bool> SpeaksAsync(ConnectionContext connection)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        var socket = Enter(patience);
        try
        {
            var said = await connection.Transport.Input.ReadAsync(patience.Token);
            // The bytes are left for HTTP to read.
            connection.Transport.Input.AdvanceTo(said.Buffer.Start);
            return !said.Buffer.IsEmpty;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
        finally
        {
            lock (_lock) _silent.Remove(socket);
        }
    }

    private LinkedListNode<CancellationTokenSource> Enter(CancellationTokenSource patience)
    {
        lock (_lock)
        {
            if (_silent.Count >= Most) _silent.FirstOrDefault(silent => !silent.IsCancellationRequested)?.Cancel();
            return _silent.AddLast(patience);
        }
    }
}
