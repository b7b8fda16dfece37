using System.Text.Encodings.Web;
using Interception.Server.Classroom;
using Interception.Server.Classroom.Board;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Access;
using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Http;
using Interception.Server.Delivery.Hubs;
using Interception.Server.Delivery.Limits;
using Interception.Server.Delivery.Responses;
using Interception.Server.Delivery.StageStreams;
using Interception.Server.Hosting;
using Interception.Server.Redis.Nodes;
using Interception.Server.Settings;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery;

/// <summary>Registers and maps everything that clients call.</summary>
internal static class DeliverySetup
{
    /// <summary>In bytes. A valid request with every character escaped has 60 kB.</summary>
    private const int LongestMessage = 96 * 1024;

    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddSection<ProxyOptions>("Proxies");
        services.AddSignalR(ForAClassroom).AddJsonProtocol(json =>
            json.PayloadSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        // The last one of a name counts.
        services.AddSingleton<IHubProtocol>(provider => new SkippingHubProtocol(ActivatorUtilities.CreateInstance<JsonHubProtocol>(provider)));
        return services
            .AddDoor()
            .AddLimits()
            .AddLogging(LogFilters.Apply)
            .AddSingleton<ExceptionTranslator>()
            .AddSingleton<HubErrorFilter>()
            .AddSingleton<HubStreamLimiter>()
            .AddSingleton<NetworkProbe>()
            .AddSingleton<SessionCookie>()
            .AddSingleton<RunStarter>()
            .AddStageStreams()
            .AddSingleton<ReadinessReport>()
            .AddSingleton<INodeReporter, NodeReporter>()
            .AddSingleton<IServerReport, ServerReport>()
            .AddSingleton(provider => new ClassroomOptions(provider.GetRequiredService<IOptions<AccessOptions>>().Value.TeacherCode.Length > 0))
            .AddSingleton<JoinAddresses>()
            .AddHostedService<ReadinessLog>()
            .AddPage();
    }

    public static void MapDelivery(this WebApplication app)
    {
        app.UseTelemetry();
        app.UseSecurityHeaders();
        app.UseProxies();
        app.Use(RedisAwayFilter.GuardAsync);
        app.UseDoor();
        app.Use(UnknownCallFilter.GuardAsync);
        app.UseWhen(IsHub, hub =>
            hub.Use(app.Services.GetRequiredService<HubConnectionFilter>().GuardAsync).Use(AtTheHub));
        app.UsePage();
        app.MapMeteredHub<InterceptionHub>(HubRoute.Path, LongestMessage);
        app.MapMeteredHub<ClassHub>(HubRoute.Class, LongestMessage).WithMetadata(new RequiresRole(AccessRole.Teacher));
        app.MapRuns();
        app.MapClass();
        app.MapStageStreams();
        app.MapInfo();
        app.MapDoor();
        app.MapSession();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint();
    }

    /// <summary>School Wi-Fi loses connections without notice. Text lengths are checked in code.</summary>
    private static void ForAClassroom(HubOptions hub)
    {
        hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
        hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        hub.MaximumReceiveMessageSize = LongestMessage;
        hub.StreamBufferCapacity = 1;
        hub.EnableDetailedErrors = false;
        hub.AddFilter<HubConnectionFilter>();
        hub.AddFilter<HubErrorFilter>();
    }

    private static bool IsHub(HttpContext http) =>
        http.Request.Path.StartsWithSegments(HubRoute.Path) || http.Request.Path.StartsWithSegments(HubRoute.Class);

    /// <summary>Sets the session cookie, and asks nginx not to buffer the hub's own server-sent events.</summary>
    private static Task AtTheHub(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.Value!.EndsWith("/negotiate", StringComparison.Ordinal))
            http.RequestServices.GetRequiredService<SessionCookie>().Give(http);
        http.Response.OnStarting(() =>
        {
            if (http.Response.ContentType == "text/event-stream") EventStreamWriter.Unbuffered(http.Response.Headers);
            return Task.CompletedTask;
        });
        return next(http);
    }
}
