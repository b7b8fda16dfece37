using Interception.Server.Redis;
using Interception.Server.Runs.Keys;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Runs.Keys;

public sealed class RedisKeysTests : KeyStoreContract, IAsyncDisposable
{
    private static readonly IdempotencyKey Key = new("a key", "a request", "a session");

    private readonly RedisConnection _here = SharedRedis.Connect();
    private readonly RedisConnection _there;

    public RedisKeysTests()
    {
        _there = SharedRedis.Connect(_here.Prefix);
        Store = new RedisKeys(_here, TimeSpan.FromHours(1));
    }

    private protected override IKeyStore Store { get; }

    [Fact(Timeout = 30_000)]
    public async Task A_key_means_the_same_run_at_every_node()
    {
        var other = new RedisKeys(_there, TimeSpan.FromHours(1));
        await Store.ReserveAsync(Key, "run", TestContext.Current.CancellationToken);
        var waiting = await other.ReserveAsync(Key, "another", TestContext.Current.CancellationToken);
        waiting.State.Should().Be(KeyState.Starting);

        await Store.KeepAsync(Key, "run", TestContext.Current.CancellationToken);

        await waiting.Settled!;
        (await other.ReserveAsync(Key, "another", TestContext.Current.CancellationToken)).RunId.Should().Be("run");
    }

    [Fact(Timeout = 30_000)]
    public async Task No_key_stays_for_ever_even_when_nobody_releases_it()
    {
        var store = (RedisKeys)Store;
        await store.ReserveAsync(Key, "run", TestContext.Current.CancellationToken);
        (await LeftAsync()).Should().BePositive().And.BeLessThanOrEqualTo(RedisKeys.StartFor);

        await store.KeepAsync(Key, "run", TestContext.Current.CancellationToken);
        (await LeftAsync()).Should().BeGreaterThan(RedisKeys.StartFor).And.BeLessThanOrEqualTo(TimeSpan.FromHours(1));

        await store.ReleaseAsync(Key.Name, "run", TimeSpan.FromMinutes(10));
        (await LeftAsync()).Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(10));
        (await store.HasAsync(Key.Name, TestContext.Current.CancellationToken)).Should().BeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    private async Task<TimeSpan> LeftAsync() => (await _here.AskAsync(database => database.KeyTimeToLiveAsync(_here.Key(Key.Name, "key"))))!.Value;
}
