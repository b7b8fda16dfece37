using System.Diagnostics;
using OpenTelemetry;

namespace Interception.Server.Hosting;

/// <summary>Removes secrets from the framework's own spans: URLs contain texts, run ids and names of callers.</summary>
internal sealed class RequestSpanFilter : BaseProcessor<Activity>
{
    /// <summary>The framework's source of spans for requests.</summary>
    public const string Http = "Microsoft.AspNetCore";

    /// <summary>The framework's source of spans for hub methods.</summary>
    public const string Hub = "Microsoft.AspNetCore.SignalR.Server";

    private static readonly HashSet<string> Kept =
    [
        "http.request.method", "http.route", "http.response.status_code", "error.type", "rpc.system", "rpc.system.name", "rpc.service", "rpc.method",
    ];

    /// <summary>Long connections, and requests that repeat every few seconds, tell nothing about a class.</summary>
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

    /// <summary>Exporters skip spans that are not recorded.</summary>
    private static void Drop(Activity span) => span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
}
