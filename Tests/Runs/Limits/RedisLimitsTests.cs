using System.Globalization;
using Interception.Server.Redis;
using Interception.Server.Runs.Limits;
using Interception.Tests.Support.Redis;
using StackExchange.Redis;

namespace Interception.Tests.Runs.Limits;

public sealed class RedisLimitsTests : LimitStoreContract, IAsyncDisposable
{
    private static readonly LimitShare[] Share = [new("session", 1)];

    private readonly RedisConnection _here = SharedRedis.Connect();
    private readonly RedisConnection _there;
    private readonly RedisLimits _other;

    public RedisLimitsTests()
    {
        _there = SharedRedis.Connect(_here.Prefix);
        Store = new RedisLimits(_here, TimeProvider.System);
        _other = new(_there, TimeProvider.System);
    }

    private protected override ILimitStore Store { get; }

    /// <summary>Redis's clock cannot be set, so what it remembers is moved into the past.</summary>
    private protected override async ValueTask PassAsync(TimeSpan time)
    {
        foreach (var key in await KeysAsync("spent"))
        {
            var whole = double.Parse((string)(await _here.AskAsync(database => database.StringGetAsync(key)))!, CultureInfo.InvariantCulture);
            await _here.AskAsync(database => database.StringSetAsync(key, (long)(whole - time.TotalMicroseconds), TimeSpan.FromMinutes(1)));
        }
        foreach (var key in await KeysAsync("held"))
        {
            foreach (var holder in await _here.AskAsync(database => database.SortedSetRangeByRankAsync(key)))
                await _here.AskAsync(database => database.SortedSetDecrementAsync(key, holder, time.TotalMilliseconds));
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Limits_count_once_over_all_nodes()
    {
        (await Store.TryHoldAsync(Share, "one", TestContext.Current.CancellationToken)).Should().BeTrue();
        (await _other.TryHoldAsync(Share, "two", TestContext.Current.CancellationToken)).Should().BeFalse();
        (await _other.TrySpendAsync("starts", Share, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Should().BeTrue();
        (await Store.TrySpendAsync("starts", Share, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Should().BeFalse();

        await _other.ReleaseAsync(Share, "one", TestContext.Current.CancellationToken);

        (await _other.TryHoldAsync(Share, "two", TestContext.Current.CancellationToken)).Should().BeTrue("whoever goes on with a run can release it");
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_dead_node_held_is_free_after_its_lease_and_a_living_one_goes_on_holding()
    {
        await Store.TryHoldAsync(Share, "one", TestContext.Current.CancellationToken);
        await PassAsync(RedisLimits.Lease - TimeSpan.FromSeconds(1));
        await ((RedisLimits)Store).RenewAsync();
        await PassAsync(RedisLimits.Lease - TimeSpan.FromSeconds(1));
        (await _other.TryHoldAsync(Share, "two", TestContext.Current.CancellationToken)).Should().BeFalse();

        await PassAsync(TimeSpan.FromSeconds(2));

        (await _other.TryHoldAsync(Share, "two", TestContext.Current.CancellationToken)).Should().BeTrue();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_Redis_that_lost_what_is_held_learns_it_again_and_keeps_nothing_for_ever()
    {
        await Store.TryHoldAsync(Share, "one", TestContext.Current.CancellationToken);
        await Store.TrySpendAsync("starts", Share, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        foreach (var key in await KeysAsync("")) (await _here.AskAsync(database => database.KeyTimeToLiveAsync(key))).Should().NotBeNull();
        foreach (var key in await KeysAsync("held")) await _here.AskAsync(database => database.KeyDeleteAsync(key));

        await ((RedisLimits)Store).RenewAsync();

        (await _other.TryHoldAsync(Share, "two", TestContext.Current.CancellationToken)).Should().BeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        await ((RedisLimits)Store).DisposeAsync();
        await _other.DisposeAsync();
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    private async Task<RedisKey[]> KeysAsync(string what) =>
        (RedisKey[])(await _here.AskAsync(database => database.ExecuteAsync("KEYS", $"{_here.Prefix}:{{limits}}:{what}*")))!;
}
