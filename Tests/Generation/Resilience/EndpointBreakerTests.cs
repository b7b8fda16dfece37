using System.Diagnostics;
using Interception.Server.Generation;
using Interception.Server.Generation.Breakers;
using Interception.Tests.Generation.Ollama;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Resilience;

/// <summary>A server that fails is given a rest: calls fail at once, and only a question without any text tries it.</summary>
[Collection(typeof(Alone))]
public sealed class EndpointBreakerTests : ResilienceTest
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    private readonly SemaphoreSlim _changed = new(0);
    private bool _dead;

    public EndpointBreakerTests()
    {
        Breaker.Changed += () => _changed.Release();
        Ollama.On(_ => _dead ? Script.Recording("0.32.15/busy.http") : null);
    }

    private EndpointBreaker Breaker => Setup.Breakers[Ollama.Address];

    [Fact(Timeout = 30_000)]
    public async Task Half_of_eight_calls_open_it_and_then_nothing_reaches_the_server()
    {
        await AskWellAsync(4);
        _dead = true;
        for (var call = 0; call < 4; call++)
        {
            Breaker.IsClosed.Should().BeTrue();
            await FailAsync();
        }

        Breaker.IsClosed.Should().BeFalse();
        var before = Ollama.Requests.Count;
        (await FailAsync()).Should().Be(GenerationFailure.Unavailable);
        Ollama.Requests.Count.Should().Be(before);
        Setup.Inventory.Missing(["gpt-oss:20b"]).Should().Equal(
            $"Ollama at http://127.0.0.1:{Ollama.Address.Port} fails too often and is given a rest: look at its own messages.");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_only_says_no_is_well()
    {
        Ollama.OnText(_ => Script.Error(400, "invalid options"));

        for (var call = 0; call < 20; call++) (await FailAsync()).Should().Be(GenerationFailure.Refused);

        Breaker.IsClosed.Should().BeTrue();
    }

    [Fact(Timeout = 30_000)]
    public async Task An_open_one_lets_nobody_try_again()
    {
        await AskWellAsync(20);
        _dead = true;
        while (Breaker.IsClosed) await FailAsync();

        var (pieces, _) = await AskAsync();

        pieces.Should().BeEmpty("nothing is said to be retried");
    }

    [Theory(Timeout = 60_000), InlineData(true), InlineData(false)]
    public async Task A_minute_without_a_server_costs_moments_and_no_text_is_a_probe(bool gone)
    {
        await AskWellAsync(1);
        _dead = true;
        if (gone) await Ollama.KillAsync();
        List<TimeSpan> waits = [];
        var before = Ollama.Requests.Count;

        for (var over = 0; waits.Count < 120; over = await StepAsync(over)) waits.Add(await WaitAsync());

        var asked = Ollama.Requests.Skip(before).ToList();
        asked.Count(request => request.Body.Length > 0).Should().BeLessThanOrEqualTo(8, "that many open it");
        asked.SkipWhile(request => request.Path != "/api/version")
            .Should().NotContain(request => request.Path != "/api/version" || request.Body.Length > 0);
        asked.Count(request => request.Path == "/api/version").Should().Be(gone ? 0 : Time.RestsOver, "each rest ends with one probe");
        Time.RestsOver.Should().BeInRange(2, 12);
        waits.Count(wait => wait < TimeSpan.FromMilliseconds(50)).Should().BeGreaterThanOrEqualTo(waits.Count * 95 / 100);
        await RecoversAsync(gone);
    }

    /// <summary>From the moment when the server is back.</summary>
    private async Task RecoversAsync(bool gone)
    {
        _dead = false;
        if (gone) Ollama.StartAgain();
        var waited = TimeSpan.Zero;
        for (var over = Time.RestsOver; !Breaker.IsClosed; over = await StepAsync(over)) waited += Step;

        waited.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(31));
        Text((await AskAsync()).Pieces).Should().Be(ScriptedOllama.Text);
    }

    /// <summary>Lets a step of time pass, and a probe come to its end when a rest is over by then.</summary>
    private async Task<int> StepAsync(int restsOver)
    {
        while (_changed.CurrentCount > 0) await _changed.WaitAsync(Cancel);
        Time.Advance(Step);
        if (Time.RestsOver > restsOver) await _changed.WaitAsync(Cancel);
        return Time.RestsOver;
    }

    private async Task<TimeSpan> WaitAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await FailAsync();
        return Stopwatch.GetElapsedTime(began);
    }

    private async Task<GenerationFailure> FailAsync() =>
        (await AskAsync(OllamaSetup.Ask(job: GenerationJob.Verdict))).Failure!.Failure;
}
