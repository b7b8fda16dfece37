using Interception.Server.Redis;
using Interception.Server.Runs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Interception.Server.Hosting;

/// <summary>Figures at <c>/metrics</c>; and figures and traces at a collector, if one is configured.</summary>
internal static class TelemetrySetup
{
    /// <summary>The collector's address, in the variable that OpenTelemetry defines. Its other variables (protocol, headers, times) work as well.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var isExported = HasCollector(configuration[Endpoint]);
        var telemetry = services.AddOpenTelemetry()
            // The environment comes last, so it wins: OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES.
            .ConfigureResource(resource => resource.AddService("interception")
                .AddDetector(provider => new NodeResource(provider.GetRequiredService<NodeIdentity>())).AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(RunMetrics.Meter, "Polly").AddPrometheusExporter();
                if (isExported) metrics.AddOtlpExporter();
            });
        // Without a collector no spans are created.
        if (isExported)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(RunMetrics.Meter, RequestSpanFilter.Http, RequestSpanFilter.Hub)
                .AddProcessor(new RequestSpanFilter())
                .AddOtlpExporter());
        }

        return services;
    }

    /// <summary>Names the spans of requests, if there are any.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        if (app.Services.GetService<TracerProvider>() is not null) app.Use(RequestSpan.NameAsync);
    }

    private static bool HasCollector(string? address)
    {
        if (string.IsNullOrWhiteSpace(address)) return false;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? true
            : throw new InvalidDataException($"{Endpoint} is '{address}'; it must be an address such as http://localhost:4317.");
    }
}
