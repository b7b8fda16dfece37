using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Classroom;

/// <summary>The class in Redis.</summary>
public sealed class RedisClassroomStoreTests : ClassroomStoreContract, IAsyncDisposable
{
    private readonly RedisConnection _here;
    private readonly RedisClassroomStore _store;

    public RedisClassroomStoreTests()
        : this(SharedRedis.Connect())
    {
    }

    private RedisClassroomStoreTests(RedisConnection here)
        : this(here, new RedisClassroomStore(here))
    {
    }

    private RedisClassroomStoreTests(RedisConnection here, RedisClassroomStore store)
        : base(store)
    {
        _here = here;
        _store = store;
    }

    [Fact(Timeout = 30_000)]
    public async Task The_class_is_the_same_at_every_node()
    {
        await using var there = SharedRedis.Connect(_here.Prefix);
        await using var other = new RedisClassroomStore(there);
        var whole = await _store.ChangeAsync(record => record with
        {
            Children = record.Children.Add("session", new("amber fox", 5) { Hand = true, Pieces = 2, OpenPages = 1, HasPage = true }),
            Offers = record.Offers.Add(new("1", "run", "amber fox", "a piece", OnWall: true)),
            Alerts = record.Alerts.Add(new("2", "session", "amber fox", TextCategory.SelfHarm, 6, "help") { IsTold = true }),
            Lesson = record.Lesson with { Message = "Five minutes left", LooksSince = 1, Pieces = 3, EndsAt = 7 },
        });
        await UntilAsync(other, record => record.Version == whole.Version);
        other.Current.Should().BeEquivalentTo(whole);

        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(n => new[] { CountAsync(_store), CountAsync(other) }));

        await UntilAsync(_store, record => record.Children["session"].Pieces == 42);
        await UntilAsync(other, record => record.Children["session"].Pieces == 42);
        (await _here.AskAsync(database => database.KeyTimeToLiveAsync(_here.Key("class")))).Should().NotBeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task When_everybody_joins_at_once_the_class_is_written_a_few_times_and_not_once_for_each()
    {
        await _store.ChangeAsync(record => record with { Children = record.Children.Add("session", new("amber fox", 0)) });
        var before = _here.Figures.Answered;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => _store.ChangeAsync(record =>
            record with { Children = record.Children.Add($"session {n}", new($"child {n}", n)) }).AsTask()));

        _store.Current.Children.Should().HaveCount(201);
        (_here.Figures.Answered - before).Should().BeLessThan(20);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_class_that_Redis_lost_is_written_down_anew_and_one_that_it_forgot_is_over()
    {
        await using var server = await RedisServer.StartAsync();
        await using var node = server.Connect();
        await using var other = server.Connect(node.Prefix);
        await using var store = new RedisClassroomStore(node);
        await using var follower = new RedisClassroomStore(other);
        var before = await Eventually(() => store.ChangeAsync(record => record.With(lesson => lesson with { Message = "Look" })).AsTask());
        await UntilAsync(follower, record => record.Version == before.Version);

        await node.AskAsync(database => database.ExecuteAsync("FLUSHALL"));
        await UntilAsync(store, record => record.Version > before.Version && record.Lesson.Message == "Look");
        await UntilAsync(follower, record => record.Version == store.Current.Version && record.Lesson.Message == "Look");

        await node.AskAsync(database => database.KeyDeleteAsync(node.Key("class")));
        await UntilAsync(store, record => record.Lesson.Message is null);
        await UntilAsync(follower, record => record.Lesson.Message is null);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _here.DisposeAsync();
    }

    private static Task<ClassRecord> CountAsync(RedisClassroomStore store) => Task.Run(() => store.ChangeAsync(record =>
        record.With("session", child => child with { Pieces = child.Pieces + 1 })).AsTask());

    private static async Task UntilAsync(RedisClassroomStore store, Func<ClassRecord, bool> isSo)
    {
        while (!isSo(store.Current)) await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    private static async Task<ClassRecord> Eventually(Func<Task<ClassRecord>> change)
    {
        while (true)
        {
            try
            {
                return await change();
            }
            catch (EndingException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }
}
