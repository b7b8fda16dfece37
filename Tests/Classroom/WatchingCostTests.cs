using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Classroom;

/// <summary>What a watching teacher costs, as a share of what the class costs. Prints; the promise is under 2 %.</summary>
[Collection(typeof(Alone))]
public class WatchingCostTests(ITestOutputHelper output)
{
    private const int Children = 30;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task The_board_of_a_class_of_thirty()
    {
        List<double> without = [], with = [];
        for (var round = 0; round < 3; round++)
        {
            without.Add(await MeasureAsync(isWatched: false));
            with.Add(await MeasureAsync(isWatched: true));
        }
        // What else the machine does only adds: the cheapest rounds tell.
        var (alone, watched) = (without.Skip(1).Min(), with.Skip(1).Min());
        output.WriteLine($"CPU of {Children} children at work for {Window.TotalSeconds:0} s: {alone:0} ms alone, {watched:0} ms with a board, {100 * (watched - alone) / alone:+0.0;-0.0} %.");
        output.WriteLine($"Rounds alone {string.Join(", ", without.Select(ms => $"{ms:0}"))}; watched {string.Join(", ", with.Select(ms => $"{ms:0}"))}.");
    }

    private static async Task<double> MeasureAsync(bool isWatched)
    {
        await using var app = ClassVisits.NewClass(null, ("Ollama:ParallelPerEndpoint", "30"));
        app.Ollama.OnText(_ => Script.Tokens(Enumerable.Repeat("bird ", 5_000)).InLockStep(_ => Task.Delay(30)));
        var children = await Task.WhenAll(Enumerable.Range(0, Children).Select(_ => app.ChildAsync()));
        var pages = children.Select(child => child.Classroom()).ToList();
        await using var teacher = await app.TeacherAsync();
        var board = isWatched ? teacher.Board() : null;
        var reading = await Task.WhenAll(children.Select(async child =>
        {
            var run = await child.StartAsync(new { text = "a blue bird on a fence" });
            await child.FirstPieceAsync(Stage.Interception, run.RunId);
            return child.TextAsync(Stage.Interception, run.RunId);
        }));
        var begun = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.Delay(Window, Cancel);
        var used = Process.GetCurrentProcess().TotalProcessorTime - begun;
        await teacher.SayAsync("StopAll");
        await Task.WhenAny(Task.WhenAll(reading));
        if (board is not null) await board.DisposeAsync();
        foreach (var page in pages) await page.DisposeAsync();
        foreach (var child in children) await child.DisposeAsync();
        return used.TotalMilliseconds;
    }
}
