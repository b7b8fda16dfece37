using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Hubs;
using Interception.Server.Settings;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Limits;

/// <summary>How much one caller may have.</summary>
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

    /// <summary>A poll ends after so long: over long polling that is the only sign of life there is.</summary>
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(10);

    /// <summary>Maps the hub with a meter between transport and hub, for which MapHub leaves no room.</summary>
    public static ConnectionEndpointRouteBuilder MapMeteredHub<THub>(this WebApplication app, string path, int longestMessage) where THub : Hub =>
        app.MapConnections(path, InlineTransport.Apply(OptionsFor(longestMessage)), connection =>
        {
            connection.Use(app.Services.GetRequiredService<HubFrameLimiter>().Wrap);
            connection.UseHub<THub>();
        });

    private static HttpConnectionDispatcherOptions OptionsFor(int longestMessage) =>
        new() { ApplicationMaxBufferSize = longestMessage, LongPolling = { PollTimeout = LongestPoll } };
}
