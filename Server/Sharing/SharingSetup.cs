using Interception.Server.Classroom.Store;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Server.Redis;
using Interception.Server.Runs;
using Interception.Server.Runs.Keys;
using Interception.Server.Runs.Limits;
using Interception.Server.Runs.Queue;
using Interception.Server.Runs.Queue.Shared;
using Interception.Server.Runs.Shared;
using Interception.Server.Safety;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Interception.Server.Sharing;

/// <summary>Registers what several nodes share: every store lies in Redis when there is one, and else in memory as before.</summary>
internal static class SharingSetup
{
    /// <summary>The longest that a run can be there, with all its waits and loads; its caller's key is released before, at its end.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(1);

    /// <summary>Comes after all stores in memory.</summary>
    public static IServiceCollection AddSharing(this IServiceCollection services) => services
        .AddSingleton<FreezeWatch>()
        .AddSingleton<RemoteReadMetrics>()
        .AddSingleton(new QueueTimes())
        .AddSingleton(Lifetimes)
        .AddSingleton(provider => new RunRecordJson(new CheckedText.Seal(
            provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("checked texts"))))
        .Share<IJournal, RedisJournal>()
        .Share<IRunStore, SharedRuns>()
        .Share<IRunQueue, SharedQueue>()
        .Share<IKeyStore, RedisKeys>(LongestRun)
        .Share<ILimitStore, RedisLimits>()
        .Share<IClassroomStore, RedisClassroomStore>()
        .AddHostedService<RunUpkeep>()
        .AddHostedService<OrphanSweep>();

    private static JournalLifetimes Lifetimes(IServiceProvider services)
    {
        var runs = services.GetRequiredService<IOptions<RunOptions>>().Value;
        return JournalLifetimes.For(runs.Retention, runs.PauseFor);
    }

    /// <summary>Puts a store in Redis in front of the one in memory.</summary>
    private static IServiceCollection Share<TPort, TShared>(this IServiceCollection services, params object[] parameters)
        where TPort : class
        where TShared : TPort
    {
        var memory = services.Last(service => service.ServiceType == typeof(TPort)).ImplementationType!;
        return services.AddSingleton(provider => provider.GetService<RedisConnection>() is { } redis
            ? ActivatorUtilities.CreateInstance<TShared>(provider, [redis, .. parameters])
            : (TPort)ActivatorUtilities.CreateInstance(provider, memory));
    }
}
