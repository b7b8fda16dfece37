using System.Diagnostics;
using System.Text.Json;
using Interception.Server.Classroom.Board;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Classroom;

/// <summary>What a watching teacher costs, as a share of what the class costs. Prints; the promise is under 2 %.</summary>
[Collection(typeof(Alone))]
public class WatchingCostTests(ITestOutputHelper output)
{
    private const int Children = 30;
    private const int Looks = 2_000;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task The_board_of_a_class_of_thirty()
    {
        await using var app = ClassVisits.NewClass(null, ("Ollama:ParallelPerEndpoint", "30"));
        app.Ollama.OnText(_ => Script.Tokens(Enumerable.Repeat("bird ", 5_000)).InLockStep(_ => Task.Delay(30)));
        var children = await Task.WhenAll(Enumerable.Range(0, Children).Select(_ => app.ChildAsync()));
        var pages = children.Select(child => child.Classroom()).ToList();
        foreach (var child in children)
        {
            var run = await child.StartAsync(new { text = "a blue bird on a fence" });
            await child.FirstPieceAsync(Stage.Interception, run.RunId);
            _ = child.TextAsync(Stage.Interception, run.RunId);
        }

        var begun = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.Delay(Window, Cancel);
        var alone = (Process.GetCurrentProcess().TotalProcessorTime - begun) / Window.TotalSeconds;
        var look = await CostOfALookAsync(app.Services.GetRequiredService<ClassBoard>());
        var watching = look * (TimeSpan.FromSeconds(1) / BoardFeed.Glance);

        output.WriteLine($"{Children} children at work: {alone.TotalMilliseconds:0} ms of CPU a second in all; a look at the board {look.TotalMicroseconds:0} µs, "
            + $"a watching teacher {watching.TotalMilliseconds:0.00} ms a second: {100 * watching / alone:0.00} % of what the class, its clients and the scripted model use together.");
        foreach (var page in pages) await page.DisposeAsync();
        foreach (var child in children) await child.DisposeAsync();
    }

    /// <summary>A look, what changed since the one before, and what goes over the wire; as if the whole state went each time.</summary>
    private static async Task<TimeSpan> CostOfALookAsync(ClassBoard board)
    {
        var begun = Stopwatch.GetTimestamp();
        var bytes = 0L;
        BoardState? before = null;
        for (var n = 0; n < Looks; n++)
        {
            var now = await board.LookAsync();
            _ = BoardChanges.Between(before, now);
            bytes += JsonSerializer.SerializeToUtf8Bytes(now).Length;
            before = now;
        }
        bytes.Should().BePositive();
        return Stopwatch.GetElapsedTime(begun) / Looks;
    }
}
