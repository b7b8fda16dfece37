using System.Diagnostics;
using OpenTelemetry;

namespace Interception.Server.Hosting;

/// <summary>Lets of the framework's own spans only through what is no secret: addresses of requests hold texts, keys of runs and names of callers.</summary>
internal sealed class RequestSpanFilter : BaseProcessor<Activity>
{
    /// <summary>The framework's source of spans for requests.</summary>
    public const string Http = "Microsoft.AspNetCore";

    /// <summary>The same for calls of a hub's methods.</summary>
    public const string Hub = "Microsoft.AspNetCore.SignalR.Server";

    private static readonly HashSet<string> Kept =
    [
        "http.request.method", "http.route", "http.response.status_code", "error.type", "rpc.system", "rpc.system.name", "rpc.service", "rpc.method",
    ];

    /// <summary>Connections that last for hours, and questions that come every few seconds, tell nothing of a class.</summary>
    private static readonly string[] Unheard = ["/hubs/", "/metrics", "/health/"];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name is not (Http or Hub)) return;
        var route = data.GetTagItem("http.route") as string;
        if (data.Source.Name == Http && (route is null || Unheard.Any(beginning => route.StartsWith(beginning, StringComparison.Ordinal)))) Drop(data);
        foreach (var tag in data.TagObjects.Where(tag => !Kept.Contains(tag.Key)).ToList()) data.SetTag(tag.Key, null);
        data.DisplayName = data.Source.Name == Http ? $"{data.GetTagItem("http.request.method")} {route}" : $"{Last(data.GetTagItem("rpc.service"))}/{data.GetTagItem("rpc.method")}";
    }

    private static string Last(object? service) => $"{service}".Split('.')[^1];

    /// <summary>Exporters leave out what is not recorded.</summary>
    private static void Drop(Activity span) => span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
}
