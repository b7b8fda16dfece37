using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Limits;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Hubs;

/// <summary>Starts runs for hub clients, and cuts a connection off after many refused starts in a row.</summary>
internal sealed class RefusedStartCutoff(RunStarter starter)
{
    private const int MostRefused = 20;
    private static readonly object Refused = new();

    /// <summary>Starts a run.</summary>
    /// <exception cref="EndingException">The refusal.</exception>
    public async Task<RunStarted> StartAsync(HubCallerContext hub, RunRequest? request)
    {
        try
        {
            var started = await starter.StartAsync(request, RunCaller.From(hub), hub.ConnectionAborted);
            hub.Items.Remove(Refused);
            return started;
        }
        catch (EndingException refusal) when (refusal.Code == Codes.RateLimited)
        {
            var refused = hub.Items.TryGetValue(Refused, out var before) ? (int)before! + 1 : 1;
            hub.Items[Refused] = refused;
            if (refused >= MostRefused) hub.Abort();
            throw;
        }
    }
}
