using System.Globalization;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Deployment;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Runs;

/// <summary>A real server on a real port, told to go by the system.</summary>
public partial class SigtermTests
{
    [Fact(Timeout = 120_000, Skip = "only where there are signals", SkipWhen = nameof(IsWindows))]
    public async Task Everybody_who_watches_or_reads_hears_the_ending_before_the_process_goes()
    {
        await using var ollama = new ScriptedOllama();
        ollama.OnText(_ => Script.Tokens("A blue ", "bird ").ThenStall());
        await using var server = new ChildProcess([
            "dotnet", Path.Combine(AppContext.BaseDirectory, "Interception.Server.dll"), "--urls", "http://127.0.0.1:0",
            $"--Ollama:Endpoints:0={ollama.Address}", "--Practice:Mode=Never", "--Runs:DrainFor=00:00:00.5", "--Safety:SelfTest=false"]);
        var address = new Uri(Address().Match(await server.LineAsync("Open ")).Value);
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(address, HubRoute.Path)).Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        var run = await hub.StartAllAsync();
        (await hub.FirstPieceAsync(Stage.Interception, run.RunId)).Should().StartWith("A blue");

        using var http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var watched = hub.EventsAsync(run.RunId);
        var read = hub.TextAsync(Stage.Interception, run.RunId);
        var followed = StageStreams.ReadAsync(http, $"/api/runs/{run.RunId}/events").ToListAsync(TestContext.Current.CancellationToken);
        var streamed = StageStreams.ReadAsync(http, $"/api/text_stream/stage2/{run.RunId}");
        await using var stream = streamed.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        do await stream.MoveNextAsync(); while (stream.Current.Name != "chunk");

        await ChildProcess.RunAsync("kill", "-TERM", server.Id.ToString(CultureInfo.InvariantCulture));

        (await watched).Last().Should().Match<RunEnd>(end => end.Code == Codes.ShuttingDown && end.RetryAfterMs > 0);
        (await Hubs.CodeOfAsync(() => read)).Should().Be(Codes.ShuttingDown);
        (await followed)[^1].Data.GetProperty("code").GetString().Should().Be(Codes.ShuttingDown);
        while (await stream.MoveNextAsync() && stream.Current.Name == "chunk") { }
        stream.Current.Data.GetProperty("code").GetString().Should().Be(Codes.ShuttingDown);
        (await server.ExitCodeAsync()).Should().Be(0);
    }

    public static bool IsWindows => OperatingSystem.IsWindows();

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex Address();
}
