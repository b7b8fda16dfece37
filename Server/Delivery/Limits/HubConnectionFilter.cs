using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Responses;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Limits;

/// <summary>Counts the hub's connections, and refuses those above the limit before SignalR allocates anything.</summary>
internal sealed class HubConnectionFilter(ConnectionLimiter connections) : IHubFilter
{
    /// <summary>Runs before the hub.</summary>
    public async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            using var connection = Admit(http);
            await next(http);
        }
        catch (EndingException refusal) when (!http.Response.HasStarted)
        {
            await ProblemDetailsFilter.Create(refusal, http).ExecuteAsync(http);
        }
    }

    /// <summary>Long polling consists of many short calls: only SignalR knows when such a connection begins and ends.</summary>
    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var hub = context.Context;
        try
        {
            if (hub.Features.Get<IHttpTransportFeature>() is { TransportType: HttpTransportType.LongPolling })
                hub.Items[this] = connections.Acquire(RunCaller.From(hub.GetHttpContext()!));
        }
        catch (EndingException)
        {
            hub.Abort();
        }
        return next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.Items.Remove(this, out var connection)) ((IDisposable)connection!).Dispose();
        return next(context, exception);
    }

    private IDisposable? Admit(HttpContext http)
    {
        var isNegotiation = http.Request.Path.Value!.EndsWith("/negotiate", StringComparison.Ordinal);
        var isLong = Stays(http.Request);
        if (isNegotiation || isLong) connections.EnsureRoom(RunCaller.From(http));
        // A connection with an id was counted when it negotiated.
        if (isNegotiation || (isLong && !http.Request.Query.ContainsKey("id"))) connections.CountNew();
        return isLong ? connections.Acquire(RunCaller.From(http)) : null;
    }

    /// <summary>For a WebSocket or server-sent events the call lasts as long as the connection.</summary>
    private static bool Stays(HttpRequest request) => HttpMethods.IsConnect(request.Method)
        || (HttpMethods.IsGet(request.Method)
            && (request.Headers.Upgrade.Count > 0 || request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase)));
}
