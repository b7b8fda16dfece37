using Interception.Server.Contracts;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Client.Console.Connection;

/// <summary>Tests a transport: it must bring an answer soon, not only connect.</summary>
internal sealed class TransportProof(TimeProvider time, TimeSpan? patience = null) : IDisposable
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(4);

    private readonly TimeSpan _patience = patience ?? UsualPatience;

    private readonly CancellationTokenSource _late = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>The server took part in the negotiation, so a later failure is the transport's.</summary>
    public bool IsNegotiated { get; private set; }

    /// <summary>It connected, or seemed to, but no answer came.</summary>
    public bool IsLate => _late.IsCancellationRequested;

    /// <summary>Watches the connection's requests.</summary>
    public void Attend(HttpConnectionOptions http)
    {
        var network = http.HttpMessageHandlerFactory;
        http.HttpMessageHandlerFactory = handler => new RequestDeadlines(network?.Invoke(handler) ?? handler, time, Negotiated);
    }

    /// <summary>Connects, and waits for an answer of the hub.</summary>
    public async Task StartAsync(HubConnection hub, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_late.Token, cancellationToken);
        await hub.StartAsync(either.Token);
        _late.CancelAfter(_patience);
        try
        {
            await hub.StreamAsync<ProbeTick>("Probe", 1, 1, either.Token).FirstOrDefaultAsync(either.Token);
        }
        catch (HubException)
        {
            // A refusal is an answer as well.
        }
        either.Token.ThrowIfCancellationRequested();
        _late.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _late.Dispose();

    private void Negotiated()
    {
        IsNegotiated = true;
        _late.CancelAfter(_patience);
    }
}
