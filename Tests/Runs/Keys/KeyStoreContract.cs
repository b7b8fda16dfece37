using Interception.Server.Contracts;
using Interception.Server.Runs.Keys;

namespace Interception.Tests.Runs.Keys;

/// <summary>What every store of keys promises. A new one is held to it by a class that inherits from this one.</summary>
public abstract class KeyStoreContract
{
    private static readonly IdempotencyKey Key = new("a key", "a request", "a session");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract IKeyStore Store { get; }

    [Fact]
    public async Task A_key_belongs_to_the_first_who_reserves_it_and_means_its_run_once_that_has_started()
    {
        (await Store.ReserveAsync(Key, "run", Cancel)).State.Should().Be(KeyState.Reserved);
        (await Store.ReserveAsync(Key, "run", Cancel)).State.Should().Be(KeyState.Reserved, "an answer may have been lost");
        (await Store.ReserveAsync(Key, "another", Cancel)).State.Should().Be(KeyState.Starting);
        (await Store.FindAsync(Key.Name, "a session", Cancel)).Should().BeNull("it may still be refused");
        (await Store.HasAsync(Key.Name, Cancel)).Should().BeFalse();

        await Store.KeepAsync(Key, "run", Cancel);

        (await Store.ReserveAsync(Key, "another", Cancel)).Should().BeEquivalentTo(new { State = KeyState.Known, RunId = "run" });
        (await Store.FindAsync(Key.Name, "a session", Cancel)).Should().Be("run");
        (await Store.FindAsync(Key.Name, "another session", Cancel)).Should().BeNull();
        (await Store.HasAsync(Key.Name, Cancel)).Should().BeTrue();
    }

    [Fact]
    public async Task With_another_request_it_is_a_conflict_before_and_after_the_start()
    {
        await Store.ReserveAsync(Key, "run", Cancel);
        (await Store.ReserveAsync(Key with { Fingerprint = "another" }, "another", Cancel)).State.Should().Be(KeyState.Conflict);

        await Store.KeepAsync(Key, "run", Cancel);
        (await Store.ReserveAsync(Key with { Fingerprint = "another" }, "another", Cancel)).State.Should().Be(KeyState.Conflict);
    }

    [Fact]
    public async Task A_released_key_is_free_and_whoever_waited_for_it_asks_again()
    {
        await Store.ReserveAsync(Key, "run", Cancel);
        var waiting = await Store.ReserveAsync(Key, "another", Cancel);

        await Store.ReleaseAsync(Key.Name, "run", Cancel);

        await waiting.Settled!.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        (await Store.ReserveAsync(Key, "another", Cancel)).State.Should().Be(KeyState.Reserved);
        await Store.KeepAsync(Key, "another", Cancel);
        (await Store.FindAsync(Key.Name, "a session", Cancel)).Should().Be("another");
    }

    [Fact]
    public async Task Whoever_waits_for_a_start_asks_again_as_soon_as_it_is_done()
    {
        await Store.ReserveAsync(Key, "run", Cancel);
        var waiting = await Store.ReserveAsync(Key, "another", Cancel);

        await Store.KeepAsync(Key, "run", Cancel);

        await waiting.Settled!.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task A_release_that_comes_late_takes_nothing_from_another_run()
    {
        await Store.ReserveAsync(Key, "run", Cancel);
        await Store.ReleaseAsync(Key.Name, "run", Cancel);
        await Store.ReserveAsync(Key, "another", Cancel);

        await Store.ReleaseAsync(Key.Name, "run", Cancel);
        await Store.KeepAsync(Key, "run", Cancel);

        (await Store.ReserveAsync(Key, "third", Cancel)).State.Should().Be(KeyState.Starting, "it is the other's now");
    }

    [Fact]
    public async Task Under_one_key_that_many_say_at_once_one_run_starts()
    {
        var keys = new IdempotencyKeys(Store);
        var started = 0;
        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await keys.GetOrStartAsync(Key, async _ =>
        {
            await Task.Yield();
            Interlocked.Increment(ref started);
        }, Cancel), Cancel)));

        started.Should().Be(1);
        ids.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_start_that_is_refused_leaves_the_key_to_the_next_one_that_waits()
    {
        var keys = new IdempotencyKeys(Store);
        var (begun, hold) = (new TaskCompletionSource(), new TaskCompletionSource());
        var refused = keys.GetOrStartAsync(Key, async _ =>
        {
            begun.SetResult();
            await hold.Task;
            throw Endings.Exception(Codes.Busy);
        }, Cancel).AsTask();
        await begun.Task;
        var next = keys.GetOrStartAsync(Key, _ => ValueTask.CompletedTask, Cancel).AsTask();

        hold.SetResult();

        (await refused.Awaiting(start => start).Should().ThrowAsync<EndingException>()).Which.Code.Should().Be(Codes.Busy);
        var id = await next;
        (await Store.FindAsync(Key.Name, "a session", Cancel)).Should().Be(id);
    }
}
