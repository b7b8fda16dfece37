using Interception.Server.Delivery.Callers;
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

    private static IDataProtector Seal(Server.Redis.RedisConnection redis) =>
        new CookieKeys(Options.Create(new AccessOptions()), NullLoggerFactory.Instance, redis).For("a cookie");
}
