using Interception.Server.Journal;
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
        return services
            .AddSingleton<IJournal, MemoryJournal>()
            .AddSingleton<Line>()
            .AddSingleton<RunMetrics>()
            .AddSingleton<WorkClocks>()
            .AddSingleton<Worker>()
            .AddSingleton<Briefing>()
            .AddSingleton<RunDesk>()
            .AddHostedService<ClosingTime>();
    }
}
