using Interception.Server.Delivery.Callers;
using Interception.Server.Redis;
using Interception.Tests.Support.Redis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Delivery.Callers;

/// <summary>A cookie that one node gave out opens at every other.</summary>
public sealed class RedisKeyRingTests
{
    [Fact(Timeout = 30_000)]
    public async Task What_one_node_has_sealed_another_opens_also_after_Redis_has_lost_the_keys()
    {
        await using var here = SharedRedis.Connect();
        await using var there = SharedRedis.Connect(here.Prefix);
        await using var stranger = SharedRedis.Connect();
        var cookie = Seal(here).Protect("a session");

        Seal(there).Unprotect(cookie).Should().Be("a session");
        Seal(stranger).Invoking(other => other.Unprotect(cookie)).Should().Throw<System.Security.Cryptography.CryptographicException>();
        (await here.AskAsync(database => database.KeyTimeToLiveAsync(here.Key("keyring")))).Should().BePositive();

        var ring = new RedisKeyRing(() => here.Database, here.Key("keyring"));
        var keys = ring.GetAllElements();
        await here.AskAsync(database => database.KeyDeleteAsync(here.Key("keyring")));
        ring.GetAllElements().Should().HaveSameCount(keys);
        Seal(there).Unprotect(cookie).Should().Be("a session");
    }

    [Fact(Timeout = 30_000)]
    public async Task Nodes_that_have_each_made_a_key_at_the_same_time_open_each_others_cookies()
    {
        await using var here = SharedRedis.Connect();
        await using var there = SharedRedis.Connect();
        var (ours, theirs) = (Seal(here), Seal(there));
        var cookie = ours.Protect("ours");
        var other = theirs.Protect("theirs");

        // Both had looked before either had stored its key.
        var late = await there.AskAsync(database => database.ListRangeAsync(there.Key("keyring")));
        await here.AskAsync(database => database.ListRightPushAsync(here.Key("keyring"), late));

        ours.Unprotect(other).Should().Be("theirs");
        ours.Unprotect(cookie).Should().Be("ours");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_node_that_begins_when_Redis_has_lost_the_keys_learns_them_from_one_that_was_there()
    {
        await using var here = SharedRedis.Connect();
        var old = Seal(here);
        var cookie = old.Protect("old");
        await here.AskAsync(database => database.KeyDeleteAsync(here.Key("keyring")));
        await using var there = SharedRedis.Connect(here.Prefix);
        var begun = Seal(there);
        var another = begun.Protect("new");

        old.Unprotect(another).Should().Be("new");
        begun.Unprotect(cookie).Should().Be("old");
    }

    [Fact(Timeout = 30_000)]
    public async Task Forged_cookies_do_not_make_Redis_work_each_time()
    {
        await using var here = SharedRedis.Connect();
        var looks = 0;
        var ring = new RedisKeyRing(() => ++looks > 0 ? here.Database : null!, here.Key("keyring"));

        for (var times = 0; times < 100; times++) ring.HasMore().Should().BeFalse();

        looks.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task While_Redis_is_away_a_node_that_has_no_keys_yet_says_so_and_takes_no_cookie_for_a_forged_one()
    {
        await using var there = SharedRedis.Connect();
        var known = RedisKeyRing.CreateProvider(new RedisKeyRing(() => there.Database, there.Key("keyring"))).CreateProtector("a cookie").Protect("a session");
        var seal = RedisKeyRing.CreateProvider(new RedisKeyRing(
            () => throw new ObjectDisposedException("redis"), "keyring")).CreateProtector("a cookie");

        seal.Invoking(one => one.Sealed("a session")).Should().Throw<RedisAwayException>();
        seal.Invoking(one => one.Opened(known)).Should().Throw<RedisAwayException>();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_node_has_its_keys_before_the_first_request_and_starts_without_them_while_Redis_is_away()
    {
        await using var here = SharedRedis.Connect();
        var away = SharedRedis.Connect();
        await away.DisposeAsync();

        await new CookieKeysLoader(Keys(here), TimeProvider.System).StartAsync(CancellationToken.None);
        await new CookieKeysLoader(Keys(away), TimeProvider.System).StartAsync(CancellationToken.None);

        (await here.AskAsync(database => database.KeyExistsAsync(here.Key("keyring")))).Should().BeTrue();
    }

    private static IDataProtector Seal(RedisConnection redis) => Keys(redis).For("a cookie");

    private static CookieKeys Keys(RedisConnection redis) => new(Options.Create(new AccessOptions()), NullLoggerFactory.Instance, redis);
}
