using CsCheck;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Runs.Shared;

/// <summary>
/// The queue's script beside a small model: nodes that join, leave, renew, die, fall silent and do not hear their answers, a clock that
/// goes on in steps and leaps, and a Redis that comes back empty.
/// </summary>
public sealed class QueueScriptModelTests(ITestOutputHelper output)
{
    private static readonly Gen<(int What, int Node, int Which, int Detail)> Steps =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 2], Gen.Int[0, 30], Gen.Int[0, 9]);

    [Fact(Timeout = 60_000)]
    public async Task The_script_does_what_the_model_does() => (await CheckAsync(tales: 25, steps: 40)).Granted.Should().BePositive();

    [Fact(Explicit = true, Timeout = 600_000)]
    public async Task The_script_does_what_the_model_does_for_a_hundred_thousand_steps()
    {
        var played = await CheckAsync(tales: 1_000, steps: 100);

        played.Granted.Should().BePositive();
        played.Lost.Should().BePositive();
        played.Missing.Should().BePositive();
        played.Full.Should().BePositive("so many steps come to everything");
    }

    private async Task<QueueTale.Counts> CheckAsync(int tales, int steps)
    {
        await using var redis = SharedRedis.Connect();
        await redis.AskAsync(database => database.PingAsync());
        var played = new QueueTale.Counts();
        var tale = 0;
        Gen.Select(Gen.Int[1, 2], Steps.Array[steps]).Sample((parallel, moves) =>
        {
            var one = new QueueTale(redis, $"tale {Interlocked.Increment(ref tale)}", parallel, played);
            one.Begin();
            foreach (var (what, node, which, detail) in moves) one.Play(what, node, which, detail);
            one.Empty();
        }, iter: tales, threads: 1);
        output.WriteLine($"{tales * steps} steps: {played}");
        return played;
    }
}
