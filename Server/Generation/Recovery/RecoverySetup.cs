using Interception.Server.Generation.Reports;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Telemetry;

namespace Interception.Server.Generation.Recovery;

/// <summary>What is done when a model server fails.</summary>
internal static class RecoverySetup
{
    public static void AddRecovery(this IServiceCollection services)
    {
        services.AddResiliencePipelineRegistry<string>();
        // Figures only: a server's words in an exception may repeat what it was asked, and belong in no log.
        services.PostConfigure<TelemetryOptions>(telemetry => telemetry.LoggerFactory = NullLoggerFactory.Instance);
        services.AddSingleton<Breakers>();
        services.AddSingleton<Retry>();
        services.AddSingleton(new ServerRests());
        services.AddSingleton<ModelServers>();
        services.AddSingleton<LoadingWait>();
        services.AddSingleton<RefusedCalls>();
        services.AddSingleton<QueueWatch>();
        services.AddSingleton<ModelTurns>();
        services.AddSingleton<CallReports>();
        services.AddSingleton<OperatorHints>();
    }
}
