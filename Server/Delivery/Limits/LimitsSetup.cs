using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Hubs;
using Interception.Server.Settings;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Limits;

/// <summary>Registers the limits of a caller.</summary>
internal static class LimitsSetup
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSection<LimitOptions>("Limits");
        return services
            .AddSingleton<StartLimiter>()
            .AddSingleton<RefusedStartCutoff>()
            .AddSingleton<ConnectionLimiter>()
            .AddSingleton<HubConnectionFilter>()
            .AddSingleton<HubFrameLimiter>()
            .AddSingleton<SilentSocketLimiter>();
    }

    /// <summary>A poll ends after this time, because with long polling it is the only sign of life.</summary>
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(10);

    /// <summary>Maps the hub with the frame limiter between transport and hub, which MapHub does not allow.</summary>
    public static ConnectionEndpointRouteBuilder MapMeteredHub<THub>(this WebApplication app, string path, int longestMessage) where THub : Hub =>
        app.MapConnections(path, InlineTransport.Apply(OptionsFor(longestMessage)), connection =>
        {
            connection.Use(app.Services.GetRequiredService<HubFrameLimiter>().Wrap);
            connection.UseHub<THub>();
        });

    private static HttpConnectionDispatcherOptions OptionsFor(int longestMessage) =>
        new() { ApplicationMaxBufferSize = longestMessage, LongPolling = { PollTimeout = LongestPoll } };
}
