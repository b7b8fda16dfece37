using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Journal;

/// <summary>A journal in Redis, at the node where the run works.</summary>
public sealed class RedisJournalTests : JournalContract
{
    private readonly List<IAsyncDisposable> _opened = [];

    protected override IJournal NewJournal(TimeProvider time)
    {
        var redis = SharedRedis.Connect();
        var freezes = new FreezeWatch(TimeProvider.System);
        var journal = new RedisJournal(redis, JournalLifetimes.For(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), freezes, time, pace: TimeProvider.System);
        _opened.AddRange([journal, redis]);
        return journal;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var one in _opened) await one.DisposeAsync();
        await base.DisposeAsync();
    }
}
