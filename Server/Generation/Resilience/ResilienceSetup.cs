using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Reports;
using Interception.Server.Generation.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Telemetry;

namespace Interception.Server.Generation.Resilience;

/// <summary>Registers what handles failing model servers.</summary>
internal static class ResilienceSetup
{
    public static void AddRecovery(this IServiceCollection services)
    {
        services.AddResiliencePipelineRegistry<string>();
        // Only figures are logged: a server's words in an exception may repeat the prompt.
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
