using Interception.Server.Journal;
using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Keys;
using Interception.Server.Runs.Limits;
using Interception.Server.Runs.Queue;
using Interception.Server.Runs.Queue.Estimates;
using Interception.Server.Settings;

namespace Interception.Server.Runs;

/// <summary>Who does the work, and when.</summary>
internal static class RunsSetup
{
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddSection<RunOptions>("Runs");
        services.AddSection<QueueOptions>("Queue");
        services.AddSection<TextStreamingOptions>("TextStreaming");
        // The drain comes before the host's own time, and both together stay within what is usual: 30 seconds.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2.5));
        return services
            .AddSingleton<IJournal, MemoryJournal>()
            .AddSingleton<DurationStatistics>()
            .AddSingleton<BrokenOffTexts>()
            .AddSingleton<IQueueGate, ModelServerGate>()
            .AddSingleton<IQueueGate, JudgeTestGate>()
            .AddSingleton<IRunQueue, RunQueue>()
            .AddSingleton<RunMetrics>()
            .AddSingleton<ReaderMetrics>()
            .AddSingleton<ILimitStore, MemoryLimits>()
            .AddSingleton<ActiveRunLimiter>()
            .AddSingleton<WorkClocks>()
            .AddSingleton<RunExecutor>()
            .AddSingleton<RunPlanner>()
            .AddSingleton<RunRequestReader>()
            .AddSingleton<IKeyStore, MemoryKeys>()
            .AddSingleton<IdempotencyKeys>()
            .AddSingleton<IRunStore, MemoryRuns>()
            .AddSingleton<RunAttendance>()
            .AddSingleton<RunTraces>()
            .AddSingleton<RunKeeper>()
            .AddSingleton<RunRegistry>()
            .AddSingleton<RunParts>()
            .AddSingleton<CommandGates>()
            .AddSingleton<RunReading>()
            .AddSingleton<IRunAdmission, NodeAdmission>()
            .AddSingleton<RunFactory>()
            .AddSingleton<RunDispatcher>()
            .AddSingleton<RunCommands>()
            .AddSingleton<RunTakeover>()
            .AddSingleton<ClassControls>()
            .AddSingleton<GracefulShutdown>()
            .AddHostedService(services => services.GetRequiredService<GracefulShutdown>());
    }
}
