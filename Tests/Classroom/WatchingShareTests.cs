using System.Diagnostics;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Deployment;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Classroom;

/// <summary>
/// The server's own share: the CPU that watching teachers cost a server process, beside what its class costs it.
/// Prints; the promise is under 2 % for a teacher.
/// </summary>
[Collection(typeof(Alone))]
public sealed partial class WatchingShareTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Children = 30;
    private const int Rounds = 5;
    /// <summary>So many that their cost stands out from what the class's varies by.</summary>
    private const int Teachers = 10;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly ScriptedOllama _ollama = new();
    private readonly List<HubConnection> _hubs = [];
    private readonly CancellationTokenSource _over = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000, Explicit = true)]
    public async Task A_watching_teacher_costs_the_server_less_than_2_percent_of_its_class()
    {
        _ollama.OnText(_ => Script.Tokens(Enumerable.Repeat("bird ", 400)).InLockStep(_ => Task.Delay(30)));
        await using var server = new ChildProcess([
            "dotnet", Path.Combine(AppContext.BaseDirectory, "Interception.Server.dll"), "--urls", "http://127.0.0.1:0",
            $"--Ollama:Endpoints:0={_ollama.Address}", "--Practice:Mode=Never", "--Safety:SelfTest=false", $"--Ollama:ParallelPerEndpoint={Children}",
            $"--Access:TeacherCode={ClassVisits.TeacherCode}", "--Limits:StartsPerMinute=10000", "--Limits:ConnectionsPerSecond=10000"]);
        var address = new Uri(Address().Match(await server.LineAsync("Open ")).Value);
        for (var n = 0; n < Children; n++) _ = WriteOnAsync(await ConnectAsync(new(address, HubRoute.Path)));
        await Task.Delay(Settled, Cancel);

        List<double> alone = [], watched = [];
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await CostAsync(server.Id));
            await using (await WatchAsync(new(address, HubRoute.Class))) watched.Add(await CostAsync(server.Id));
        }

        var share = (Median(watched) - Median(alone)) / Teachers / Median(alone);
        output.WriteLine($"{Children} children cost the server {Median(alone):0} ms of CPU a second, with {Teachers} watching teachers {Median(watched):0} ms: {100 * share:0.00} % for a teacher.");
        output.WriteLine($"Alone {string.Join(" ", alone.Select(ms => $"{ms:0}"))}; watched {string.Join(" ", watched.Select(ms => $"{ms:0}"))}.");
        share.Should().BeLessThan(0.02);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        foreach (var hub in _hubs) await hub.DisposeAsync();
        await _ollama.DisposeAsync();
        _over.Dispose();
    }

    /// <summary>A child that begins again as soon as its text is finished.</summary>
    private async Task WriteOnAsync(HubConnection child)
    {
        _ = new Follower<ClassroomState>(child, "WatchClassroom");
        while (!_over.IsCancellationRequested)
        {
            var run = await child.StartAllAsync();
            await Task.WhenAll(child.TextAsync(Stage.Interception, run.RunId), child.TextAsync(Stage.Output, run.RunId), child.EventsAsync(run.RunId));
        }
    }

    private async Task<Watching> WatchAsync(Uri address)
    {
        List<HubConnection> teachers = [];
        List<Follower<ClassEvent>> boards = [];
        for (var n = 0; n < Teachers; n++)
        {
            teachers.Add(await ConnectAsync(address, ClassVisits.TeacherCode));
            boards.Add(new(teachers[^1], "WatchClass"));
        }
        foreach (var board in boards) await board.WaitForAsync(happened => happened is BoardState { Children.Count: Children });
        return new(teachers, boards);
    }

    private async Task<HubConnection> ConnectAsync(Uri address, string? code = null)
    {
        var hub = new HubConnectionBuilder().WithUrl(address, HttpTransportType.WebSockets, http =>
        {
            http.SkipNegotiation = true;
            if (code is not null) http.Headers[AccessCode.Header] = code;
        }).Build();
        await hub.StartAsync(Cancel);
        _hubs.Add(hub);
        return hub;
    }

    /// <summary>Milliseconds of CPU a second.</summary>
    private static async Task<double> CostAsync(int process)
    {
        var (begun, since) = (Used(process), Stopwatch.GetTimestamp());
        await Task.Delay(Window, Cancel);
        return (Used(process) - begun).TotalMilliseconds / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static TimeSpan Used(int process)
    {
        using var server = Process.GetProcessById(process);
        return server.TotalProcessorTime;
    }

    private static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(Rounds / 2);

    private sealed class Watching(List<HubConnection> teachers, List<Follower<ClassEvent>> boards) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var board in boards) await board.DisposeAsync();
            foreach (var teacher in teachers) await teacher.StopAsync();
        }
    }

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex Address();
}
