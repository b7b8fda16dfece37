using Interception.Server.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>Detects a lost connection by asking regularly, because a network may lose a socket without notice.</summary>
internal sealed class ConnectionWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _over = new();

    public ConnectionWatch(HubConnection hub, TimeProvider time)
    {
        hub.Closed += _ => _lost.CancelAsync();
        _ = AskAsync(hub, time);
    }

    /// <summary>Cancelled when the connection is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    public void Dispose() => _over.Cancel();

    private async Task AskAsync(HubConnection hub, TimeProvider time)
    {
        try
        {
            do await Task.Delay(Every, time, _over.Token);
            while (await AnswersAsync(hub, time));
            await _lost.CancelAsync();
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The watch was disposed.
        }
    }

    private async Task<bool> AnswersAsync(HubConnection hub, TimeProvider time)
    {
        try
        {
            await hub.StreamAsync<ProbeTick>("Probe", 1, 1, _over.Token).FirstOrDefaultAsync(_over.Token).AsTask()
                .WaitAsync(RequestDeadlines.Deadline, time, _over.Token);
            return true;
        }
        catch (HubException)
        {
            // A refusal is an answer as well.
            return true;
        }
        catch (Exception) when (!_over.IsCancellationRequested)
        {
            return false;
        }
    }
}
