using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs.Hops;

/// <summary>What the end of a stage tells of its hops, with a real run and a real reader.</summary>
public class HopSummaryTests
{
    [Fact(Timeout = 30_000)]
    public async Task The_end_of_a_stage_says_when_its_text_came_was_written_and_left()
    {
        await using var app = new App();
        var steps = new LockStep(app.Ollama);
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAsync(new { text = "a blue bird" });
        await steps.FollowAsync(hub.ReadAsync(Stage.Interception, run.RunId));

        var end = await hub.WatchAsync(run.RunId).OfType<StageEnd>()
            .FirstAsync(end => end.Stage == Stage.Interception, TestContext.Current.CancellationToken);

        end.Hops!.Came!.Pieces.Should().Be(ScriptedOllama.Tokens.Count);
        end.Hops.Written!.Pieces.Should().Be(end.Pieces);
        end.Hops.Left!.Pieces.Should().BeGreaterThanOrEqualTo(end.Pieces - 1, "the last one may still be on its way");
        end.Hops.Came.FirstMs.Should().BeLessThanOrEqualTo(end.Hops.Written.FirstMs);
        end.Hops.Written.FirstMs.Should().BeLessThanOrEqualTo(end.Hops.Left.FirstMs);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_silence_is_one_line_in_the_log_with_its_place_and_no_text()
    {
        var time = new FakeTimeProvider();
        await using var app = new App(time);
        var (run, tokens) = await app.StartWritingAsync();
        time.Advance(TimeSpan.FromSeconds(7));
        tokens.Release();
        await run.GrownToAsync(Stage.Interception, 2 * "bird ".Length - 1);
        run.Stop(Codes.Stopped);

        var end = await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.Interception);

        end.Silences.Should().ContainSingle().Which.Should().Match<StageSilence>(silence => silence.Place == SilencePlace.SlowModel && silence.Ms == 7_000);
        app.Log.Lines.Should().ContainSingle(line => line.Line.Contains("silent")).Which.Line.TrimEnd()
            .Should().EndWith("for 7000 ms, which went to SlowModel.").And.NotContain("bird");
    }
}
