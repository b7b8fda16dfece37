using Interception.Server.Redis;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Redis;

/// <summary>What a node and its Redis are to each other.</summary>
public sealed class RedisConnectionTests
{
    private static readonly RedisScript Lifetime = new("lifetime");

    [Fact(Timeout = 30_000)]
    public async Task A_node_has_one_connection_for_commands_and_one_for_nudges_for_its_whole_life()
    {
        await using var server = await RedisServer.StartAsync();
        await using var node = server.Connect();
        await HeardAsync(node);
        for (var n = 0; n < 100; n++) await new RedisLifetime(node).AskAsync();

        var clients = (await node.AskAsync(database => database.ExecuteAsync("CLIENT", "LIST"))).ToString();

        var ours = clients.Split('\n').Where(client => client.Contains($"name={node.Node}", StringComparison.Ordinal)).ToList();
        ours.Should().HaveCount(2);
        ours.Should().ContainSingle(client => !client.Contains(" sub=0 ", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_script_that_Redis_has_forgotten_is_said_again()
    {
        await using var server = await RedisServer.StartAsync();
        await using var node = server.Connect();
        var mark = await new RedisLifetime(node).AskAsync();

        await node.AskAsync(database => database.ExecuteAsync("SCRIPT", "FLUSH"));

        (await new RedisLifetime(node).AskAsync()).Should().Be(mark);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_Redis_that_was_emptied_is_told_from_one_that_was_not_and_its_mark_does_not_stay_for_ever()
    {
        await using var server = await RedisServer.StartAsync();
        await using var node = server.Connect();
        var mark = await new RedisLifetime(node).AskAsync();
        (await node.AskAsync(database => database.KeyTimeToLiveAsync(node.Key("lifetime")))).Should().BeLessThanOrEqualTo(TimeSpan.FromDays(7));

        await node.AskAsync(database => database.ExecuteAsync("FLUSHALL"));

        (await new RedisLifetime(node).AskAsync()).Should().NotBe(mark);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_nudge_wakes_who_waits_for_it_at_every_node_and_nobody_else()
    {
        await using var one = SharedRedis.Connect();
        await using var another = SharedRedis.Connect(one.Prefix);
        await using var stranger = SharedRedis.Connect();
        await Task.WhenAll(HeardAsync(one), HeardAsync(another), HeardAsync(stranger));
        var heard = new List<string>();
        var both = new CountdownEvent(2);
        using var first = one.Nudges.Listen("a run", () => both.Signal());
        using var second = another.Nudges.Listen("a run", () => both.Signal());
        using var other = another.Nudges.Listen("another run", () => heard.Add("another run"));
        using var foreign = stranger.Nudges.Listen("a run", () => heard.Add("a stranger's"));

        await one.AskAsync(database => database.PublishAsync(one.Nudges.Channel, "a run"));

        await Task.Run(() => both.Wait(TimeSpan.FromSeconds(10)), TestContext.Current.CancellationToken);
        both.IsSet.Should().BeTrue();
        heard.Should().BeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_waits_looks_again_although_no_nudge_came()
    {
        await using var node = SharedRedis.Connect();

        await node.Nudges.NextAsync("a run");
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_a_Redis_every_call_is_refused_as_busy_and_goes_on_as_soon_as_there_is_one()
    {
        await using var server = await RedisServer.StartAsync();
        await using var node = server.Connect();
        await new RedisLifetime(node).AskAsync();

        server.Signal("STOP");
        (await FluentActions.Awaiting(() => node.RunOrRefuseAsync(Lifetime, [node.Key("lifetime")], "a", 1_000))
            .Should().ThrowAsync<Server.Contracts.EndingException>()).Which.Code.Should().Be(Server.Contracts.Codes.Busy);
        server.Signal("CONT");

        await AnsweredAsync(node);
        await server.RestartAsync();
        await AnsweredAsync(node);
        await HeardAsync(node);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_Redis_that_writes_to_a_disk_is_named()
    {
        await using var server = await RedisServer.StartAsync("--save", "60 1000", "--appendonly", "yes", "--appenddirname", $"aof-{Guid.NewGuid():N}");
        await using var node = server.Connect();
        await AnsweredAsync(node);

        var report = await RedisServerReport.AskAsync(node);

        report.Refusal.Should().BeNull();
        report.Warning.Should().Be("Redis writes to a disk (save 60 1000, appendonly yes): texts of children would lie there. Set save \"\" and appendonly no.");
        await using var other = SharedRedis.Connect();
        (await RedisServerReport.AskAsync(other)).Warning.Should().BeNull();
    }

    [Theory]
    [InlineData("6.2.14", "Redis:Connection leads to a Redis 6.2.14, but must lead to a Redis or Valkey 7.0 or newer.")]
    [InlineData("7.0.0", null)]
    [InlineData("7.2.4", null)]
    [InlineData("8.0.1", null)]
    public void A_Redis_that_is_too_old_is_refused_in_one_line(string version, string? why) =>
        new RedisServerReport(Version.Parse(version), "", Appends: false).Refusal.Should().Be(why);

    /// <summary>Waits until commands reach the Redis.</summary>
    private static async Task AnsweredAsync(RedisConnection node)
    {
        while (true)
        {
            try
            {
                await new RedisLifetime(node).AskAsync();
                return;
            }
            catch (RedisAwayException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Waits until nudges come through.</summary>
    private static async Task HeardAsync(RedisConnection node)
    {
        var heard = new TaskCompletionSource();
        using var listening = node.Nudges.Listen("hello", () => heard.TrySetResult());
        while (!heard.Task.IsCompleted)
        {
            await node.AskAsync(database => database.PublishAsync(node.Nudges.Channel, "hello"));
            await Task.WhenAny(heard.Task, Task.Delay(20, TestContext.Current.CancellationToken));
        }
    }
}
