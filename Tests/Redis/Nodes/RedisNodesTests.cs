using System.Globalization;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Tests.Support.Redis;
using StackExchange.Redis;

namespace Interception.Tests.Redis.Nodes;

/// <summary>Nodes that share a Redis. Its clock cannot be set, so what it remembers is moved into the past.</summary>
public sealed class RedisNodesTests : NodeRegistryContract, IAsyncDisposable
{
    private static readonly NodeIdentity There = NodeIdentity.Begin("there");
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private readonly RedisConnection _redis = SharedRedis.Connect();
    private readonly RedisConnection _other;
    private readonly RedisNodes _there;

    public RedisNodesTests()
    {
        _other = SharedRedis.Connect(_redis.Prefix);
        Registry = NewRegistry(_redis, Here);
        _there = NewRegistry(_other, There);
    }

    private protected override INodeRegistry Registry { get; }

    [Fact(Timeout = 30_000)]
    public async Task Nodes_know_each_other_the_first_one_first()
    {
        await Registry.RenewAsync(new(Here, "1"));
        await PassAsync(FiveSeconds);

        (await _there.RenewAsync(new(There, "2"))).All.Select(node => node.Node).Should().Equal(Here, There);
        (await Registry.ReadAsync()).All.Select(node => node.Version).Should().Equal("1", "2");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_node_that_says_nothing_is_dead_after_twelve_seconds_and_no_sooner()
    {
        await _there.RenewAsync(new(There, "1"));
        for (var beats = 0; beats < 2; beats++)
        {
            await Registry.RenewAsync(new(Here, "1"));
            await PassAsync(FiveSeconds);
        }
        (await Registry.RenewAsync(new(Here, "1"))).IsDead(There.ToString()).Should().BeFalse();

        await PassAsync(FiveSeconds);

        var nodes = await Registry.RenewAsync(new(Here, "1"));
        nodes.IsDead(There.ToString()).Should().BeTrue();
        nodes.IsDead(Here.ToString()).Should().BeFalse();
        nodes.IsDead(NodeIdentity.Begin(Here.Name).ToString()).Should().BeTrue("another life of the same name is another node");
    }

    [Fact(Timeout = 30_000)]
    public async Task When_Redis_was_away_nobody_counts_as_dead_until_all_could_speak()
    {
        await _there.RenewAsync(new(There, "1"));
        await Registry.RenewAsync(new(Here, "1"));
        await PassAsync(TimeSpan.FromSeconds(30));

        (await Registry.ReadAsync()).IsDead(There.ToString()).Should().BeFalse();
        (await Registry.RenewAsync(new(Here, "1"))).IsDead(There.ToString()).Should().BeFalse();
        await PassAsync(FiveSeconds);
        (await Registry.RenewAsync(new(Here, "1"))).IsDead(There.ToString()).Should().BeFalse();

        (await _there.RenewAsync(new(There, "1"))).All.Select(node => node.Node).Should().Equal([There, Here], "it was there first, and says so");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_Redis_that_came_back_empty_lets_nobody_count_as_dead_and_learns_who_came_first()
    {
        await _there.RenewAsync(new(There, "1"));
        await PassAsync(FiveSeconds);
        await Registry.RenewAsync(new(Here, "1"));
        foreach (var key in await KeysAsync()) await _redis.AskAsync(database => database.KeyDeleteAsync(key));

        (await Registry.RenewAsync(new(Here, "1"))).IsDead(There.ToString()).Should().BeFalse();

        (await _there.RenewAsync(new(There, "1"))).All.Select(node => node.Node).Should().Equal(There, Here);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_name_belongs_to_the_node_that_had_it_first_for_as_long_as_that_lives()
    {
        await Registry.RenewAsync(new(Here, "1"));
        var another = NodeIdentity.Begin(Here.Name);
        var late = NewRegistry(_other, another);

        var refused = await late.RenewAsync(new(another, "2"));
        refused.HasNamesake(another).Should().BeTrue();
        refused.All.Should().ContainSingle().Which.Node.Should().Be(Here);
        await late.LeaveAsync();
        (await Registry.RenewAsync(new(Here, "1"))).HasNamesake(Here).Should().BeFalse("who was refused takes nothing along");

        await Registry.LeaveAsync();
        (await late.RenewAsync(new(another, "2"))).All.Should().ContainSingle().Which.Node.Should().Be(another);
        (await Registry.RenewAsync(new(Here, "1"))).HasNamesake(Here).Should().BeTrue();
    }

    [Fact(Timeout = 30_000)]
    public async Task Nothing_of_a_node_stays_for_ever()
    {
        await Registry.RenewAsync(new(Here, "1"));

        var keys = await KeysAsync();

        keys.Should().HaveCount(3);
        foreach (var key in keys) (await _redis.AskAsync(database => database.KeyTimeToLiveAsync(key))).Should().BeLessThanOrEqualTo(new NodeTimes().Life);
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_a_node_of_a_later_version_only_that_it_lives_is_read()
    {
        await _there.RenewAsync(new(There, "3"));
        RedisKey reports = _redis.Key("nodes", "reports");
        await _redis.AskAsync(database => database.HashSetAsync(reports, There.Name, $$"""{{There.Life}} 5 {"format":2,"settings":"other"}"""));

        (await Registry.ReadAsync()).All.Should().ContainSingle().Which.Should().BeEquivalentTo(new NodeReport(There, "") { Since = 5 });
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _other.DisposeAsync();
    }

    private static RedisNodes NewRegistry(RedisConnection redis, NodeIdentity node) => new(redis, node, new(), new(redis, TimeProvider.System));

    private async Task PassAsync(TimeSpan time)
    {
        RedisKey alive = _redis.Key("nodes", "alive");
        foreach (var node in await _redis.AskAsync(database => database.SortedSetRangeByRankAsync(alive)))
            await _redis.AskAsync(database => database.SortedSetDecrementAsync(alive, node, time.TotalMilliseconds));
        RedisKey spoken = _redis.Key("nodes", "spoken");
        foreach (var field in await _redis.AskAsync(database => database.HashGetAllAsync(spoken)))
        {
            var moment = long.Parse(field.Value.ToString(), CultureInfo.InvariantCulture) - (long)time.TotalMilliseconds;
            await _redis.AskAsync(database => database.HashSetAsync(spoken, field.Name, moment));
        }
    }

    private async Task<RedisKey[]> KeysAsync() => (RedisKey[])(await _redis.AskAsync(database => database.ExecuteAsync("KEYS", $"{_redis.Prefix}:*")))!;
}
