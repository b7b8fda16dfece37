using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Server.Runs.Queue;
using Interception.Server.Runs.Queue.Shared;
using Interception.Tests.Support;
using Interception.Tests.Support.Redis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>The line in Redis: what every line promises, and what holds between nodes.</summary>
public sealed class SharedQueueTests : RunQueueContract, IAsyncLifetime
{
    private static readonly QueueTimes Quick = new() { Lease = TimeSpan.FromSeconds(1), Look = TimeSpan.FromMilliseconds(100), Grace = TimeSpan.Zero };

    private readonly FakeTimeProvider _time = new();
    private readonly List<IAsyncDisposable> _opened = [];

    [Fact(Timeout = 20_000)]
    public async Task Two_nodes_have_one_line_and_its_places_once()
    {
        var (here, there) = Nodes();
        var first = await ServedAsync(here, Child);
        var second = Waits(await there.JoinAsync(Child, Nobody));
        var third = Waits(await here.JoinAsync(Child, Nobody));
        second.IsCompleted.Should().BeFalse("the place is taken at the other node");

        first.Dispose();
        var served = await second;
        third.IsCompleted.Should().BeFalse();
        served.Lease!.Fence.Should().BeGreaterThan(first.Lease!.Fence);
        served.Dispose();

        (await third).Dispose();
    }

    [Fact(Timeout = 20_000)]
    public async Task Who_queues_many_at_one_node_is_overtaken_by_those_at_another()
    {
        var (here, there) = Nodes();
        var working = await ServedAsync(here, Child);
        var served = new List<string>();
        var all = new List<Task>();
        foreach (var (line, owner) in new[] { (here, "greedy"), (there, "greedy"), (here, "greedy"), (there, "one"), (here, "two") })
            all.Add(WorkAsync(await line.JoinAsync(new(owner), Nobody), owner));

        working.Dispose();
        await Task.WhenAll(all);

        served.Should().Equal("greedy", "one", "two", "greedy", "greedy");

        async Task WorkAsync(Ticket ticket, string owner)
        {
            await ticket.PlaceAsync(Cancel);
            lock (served) served.Add(owner);
            ticket.Dispose();
        }
    }

    [Fact(Timeout = 20_000)]
    public async Task A_hold_at_one_node_holds_the_line_for_all()
    {
        var (here, there) = Nodes();
        here.Hold();
        while (!there.IsHeld) await Task.Delay(10, Cancel);
        var told = new TaskCompletionSource();
        var waits = Waits(await there.JoinAsync(Child, queued =>
        {
            if (queued.WaitsFor == WaitReason.Hold) told.TrySetResult();
        }));
        await told.Task.WaitAsync(Cancel);
        waits.IsCompleted.Should().BeFalse();

        here.Release();

        (await waits).Dispose();
    }

    [Fact(Timeout = 20_000)]
    public async Task A_dead_nodes_place_and_its_ticket_are_free_when_its_lease_is_over()
    {
        var (here, there) = Nodes();
        var dead = await ServedAsync(here, Child);
        var behind = await here.JoinAsync(Child, Nobody);
        var waits = Waits(await there.JoinAsync(Child, Nobody));

        await ((SharedQueue)here).DisposeAsync();

        (await waits).Lease!.Fence.Should().BeGreaterThan(dead.Lease!.Fence);
        behind.IsServed.Should().BeFalse();
    }

    [Fact(Timeout = 20_000)]
    public async Task A_node_that_comes_back_too_late_hears_that_its_place_is_lost()
    {
        var prefix = SecretId.New();
        await using var server = await RedisServer.StartAsync();
        using var cable = new Cable(new($"http://127.0.0.1:{server.Port}"));
        var here = NewLine(server.Connect(prefix, cable.Address.Port), 60, 1);
        var there = NewLine(server.Connect(prefix), 60, 1);
        var frozen = await ServedAsync(here, Child);
        var waits = Waits(await there.JoinAsync(Child, Nobody));

        cable.Cut();
        using var served = await waits;
        frozen.Lost.IsCompleted.Should().BeFalse("it cannot know yet");
        cable.Mend();

        await frozen.Lost.WaitAsync(Cancel);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_Redis_that_comes_back_empty_learns_who_works_and_who_waits_before_it_gives_any_place()
    {
        var prefix = SecretId.New();
        await using var server = await RedisServer.StartAsync();
        var times = Quick with { Grace = TimeSpan.FromSeconds(2), Lease = TimeSpan.FromSeconds(12) };
        var here = NewLine(server.Connect(prefix), 60, 1, times);
        var there = NewLine(server.Connect(prefix), 60, 1, times);
        var working = await ServedAsync(here, Child);
        var first = Waits(await there.JoinAsync(Child, Nobody));
        var second = Waits(await here.JoinAsync(Child, Nobody));

        await server.RestartAsync(TimeSpan.FromMilliseconds(500));
        var third = JoinAgainAsync();
        await Task.Delay(TimeSpan.FromSeconds(4), Cancel);
        new[] { first, second }.Should().OnlyContain(waits => !waits.IsCompleted, "the place is taken, and the line knows it again");
        working.Dispose();

        var served = await first;
        second.IsCompleted.Should().BeFalse();
        served.Lease!.Fence.Should().BeGreaterThan(working.Lease!.Fence);
        served.Dispose();
        (await second).Dispose();
        (await third).Dispose();

        // While Redis is away nobody is let in.
        async Task<Ticket> JoinAgainAsync()
        {
            while (true)
            {
                try
                {
                    return await Waits(await there.JoinAsync(Child, Nobody));
                }
                catch (EndingException busy) when (busy.Code == Codes.Busy)
                {
                    await Task.Delay(50, Cancel);
                }
            }
        }
    }

    [Theory(Timeout = 20_000), InlineData(true), InlineData(false)]
    public async Task A_Redis_that_was_emptied_waits_for_a_silent_node_as_long_as_a_lease_is_valid(bool comesBack)
    {
        var (prefix, here, there) = (SecretId.New(), NodeIdentity.Begin("here"), NodeIdentity.Begin("there"));
        await using var server = await RedisServer.StartAsync();
        using var cable = new Cable(new($"http://127.0.0.1:{server.Port}"));
        var status = new NodeStatus();
        status.Beaten(new([new(here, ""), new(there, "")], IsCertain: true));
        var times = Quick with { Grace = TimeSpan.FromMilliseconds(300), Lease = TimeSpan.FromSeconds(3) };
        var cut = NewLine(new RedisConnection($"127.0.0.1:{cable.Address.Port}", prefix, $"{here}"), 60, 1, times);
        var line = NewLine(new RedisConnection(server.Connection, prefix, $"{there}"), 60, 1, times, status);
        var working = await ServedAsync(cut, Child);
        var waits = Waits(await line.JoinAsync(Child, Nobody));

        cable.Cut();
        await using var redis = server.Connect();
        await redis.AskOrRefuseAsync(database => database.ExecuteAsync("FLUSHALL"));
        await Task.Delay(TimeSpan.FromSeconds(1.2), Cancel);
        waits.IsCompleted.Should().BeFalse("who is silent may hold the place");

        if (comesBack)
        {
            cable.Mend();
            await Task.Delay(TimeSpan.FromSeconds(2.5), Cancel);
            working.Lost.IsCompleted.Should().BeFalse("it has said in time what it holds");
            waits.IsCompleted.Should().BeFalse();
            working.Dispose();
        }

        (await waits).Lease!.Fence.Should().BePositive();
    }

    [Fact(Timeout = 20_000)]
    public async Task While_Redis_is_away_nobody_is_let_in_and_who_works_goes_on()
    {
        await using var server = await RedisServer.StartAsync();
        using var cable = new Cable(new($"http://127.0.0.1:{server.Port}"));
        var line = NewLine(server.Connect(port: cable.Address.Port), 60, 2);
        using var working = await ServedAsync(line, Child);

        cable.Cut();
        var refused = await FluentActions.Awaiting(async () =>
        {
            while (true) await line.JoinAsync(Child, Nobody);
        }).Should().ThrowAsync<EndingException>();

        refused.Which.Code.Should().Be(Codes.Busy);
        working.Lost.IsCompleted.Should().BeFalse();
    }

    public ValueTask InitializeAsync()
    {
        _ = SharedRedis.Server;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in Enumerable.Reverse(_opened)) await opened.DisposeAsync();
    }

    private protected override long Now => _time.UnixMs();

    private protected override IRunQueue NewLine(int capacity = 60, int places = 1) => NewLine(SharedRedis.Connect(), capacity, places);

    private protected override ValueTask PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return ValueTask.CompletedTask;
    }

    private (IRunQueue Here, IRunQueue There) Nodes()
    {
        var prefix = SecretId.New();
        return (NewLine(SharedRedis.Connect(prefix), 60, 1), NewLine(SharedRedis.Connect(prefix), 60, 1));
    }

    private IRunQueue NewLine(RedisConnection redis, int capacity, int places, QueueTimes? times = null, NodeStatus? status = null)
    {
        var line = new SharedQueue(redis, new EndpointSlots([new("http://localhost:11434")], places), new(),
            Options.Create(new QueueOptions { Capacity = capacity, MaxWait = MaxWait }), times ?? Quick, _time, NullLogger<SharedQueue>.Instance, status: status);
        _opened.AddRange([redis, line]);
        return line;
    }
}
