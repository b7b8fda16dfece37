using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>A pause and an ended run are kept for a while, and no longer.</summary>
public sealed class ForgottenRunTests : IAsyncDisposable
{
    private static readonly TimeSpan PauseFor = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly App _app;

    public ForgottenRunTests() => _app = new(_time);

    [Fact(Timeout = 30_000)]
    public async Task A_pause_that_is_too_long_ends_the_run_as_stopped()
    {
        var run = await _app.StartAndPauseAsync();
        var reader = run.TextAsync(Stage.Output);

        _time.Advance(PauseFor);

        (await run.EndAsync()).Should().Match<RunEnd>(end => end.Outcome == Outcome.Stopped && end.Code == Codes.Stopped);
        (await ServerRuns.EndingOfAsync(() => reader)).Code.Should().Be(Codes.Stopped);
        ServerRuns.Refusal(() => _app.Controls().Continue(run.Id, null)).Code.Should().Be(Codes.Conflict);
        await _app.Controls().StopAsync(run.Id);
        (await run.EventsAsync()).OfType<RunEnd>().Should().ContainSingle();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_child_that_comes_back_in_time_goes_on()
    {
        var run = await _app.StartAndPauseAsync();

        _time.Advance(PauseFor - Moment);
        _app.Controls().Continue(run.Id, null);

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_ended_run_can_be_read_for_its_time_and_is_gone_afterwards()
    {
        var run = await _app.StartAllAsync();
        await run.Ended;

        _time.Advance(Retention - Moment);
        _app.Controls().Find(run.Id).Phase.Should().Be(RunPhase.Ended);
        (await run.TextAsync(Stage.Output)).Should().NotBeEmpty();
        _time.Advance(Moment);

        await ShouldBeGoneAsync(run);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stopped_pause_is_forgotten_as_well()
    {
        var run = await _app.StartAndPauseAsync();
        await _app.Controls().StopAsync(run.Id);

        _time.Advance(Retention);

        await ShouldBeGoneAsync(run);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_key_means_its_run_as_long_as_the_run_is_kept()
    {
        await using var hub = await _app.ConnectAsync();
        var request = new { text = "a blue bird", key = "a-secret-of-the-client" };
        var first = await hub.StartAsync(request);

        (await hub.StartAsync(request)).RunId.Should().Be(first.RunId);
        (await Hubs.CodeOfAsync(() => hub.StartAsync(new { text = "another", request.key }))).Should().Be(Codes.Conflict);
        await hub.StopAsync(first.RunId);
        (await hub.StartAsync(request)).RunId.Should().Be(first.RunId);
        _time.Advance(Retention);
        (await hub.StartAsync(request)).RunId.Should().NotBe(first.RunId);
    }

    [Theory(Timeout = 30_000), InlineData(null), InlineData(""), InlineData("short"), InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../../../etc/passwd"), InlineData("\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4")]
    public void No_other_id_finds_a_run(string? id) =>
        ServerRuns.Refusal(() => _app.Controls().Find(id)).Code.Should().Be(Codes.RunNotFound);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ShouldBeGoneAsync(Run run)
    {
        await using var hub = await _app.ConnectAsync();
        var codes = new List<string>
        {
            await Hubs.CodeOfAsync(() => hub.StopAsync(run.Id)),
            await Hubs.CodeOfAsync(() => hub.ContinueAsync(run.Id)),
            await Hubs.CodeOfAsync(() => hub.EventsAsync(run.Id)),
        };
        foreach (var stage in ContractStages.All)
            codes.Add(await Hubs.CodeOfAsync(() => hub.TextAsync(stage, run.Id)));
        codes.Should().OnlyContain(code => code == Codes.RunNotFound);
        (await ServerRuns.EndingOfAsync(() => run.TextAsync(Stage.Output))).Code.Should().Be(Codes.RunNotFound);
    }
}
