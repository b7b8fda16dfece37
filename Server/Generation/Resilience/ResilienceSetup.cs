using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Reports;
using Interception.Server.Generation.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Telemetry;

namespace Interception.Server.Generation.Resilience;

/// <summary>What is done when a model server fails.</summary>
internal static class ResilienceSetup
{
    public static void AddRecovery(this IServiceCollection services)
    {
        services.AddResiliencePipelineRegistry<string>();
        // Figures only: a server's words in an exception may repeat what it was asked, and belong in no log.
        services.PostConfigure<TelemetryOptions>(telemetry => telemetry.LoggerFactory = NullLoggerFactory.Instance);
        services.AddSingleton<BreakerRegistry>();
        services.AddSingleton<RetryStrategy>();
        services.AddSingleton(new ServerRests());
        services.AddSingleton<ModelServers>();
        services.AddSingleton<LoadingWait>();
        services.AddSingleton<RefusedCalls>();
        services.AddSingleton<QueueWatch>();
        services.AddSingleton<ModelTurns>();
        services.AddSingleton<CallMetrics>();
        services.AddSingleton<CallReports>();
        services.AddSingleton<OperatorHints>();
    }
}
