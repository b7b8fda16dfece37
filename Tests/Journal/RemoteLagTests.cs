using System.Diagnostics.Metrics;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Tests.Support.Redis;
using Interception.Tests.Support.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Journal;

/// <summary>How far a reader at another node is behind, as that node measures it.</summary>
public sealed class RemoteLagTests : IDisposable
{
    private const string Lag = "interception.remote.lag";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<RemoteReadMetrics>().BuildServiceProvider();
    private readonly FigureLog _figures;

    public RemoteLagTests() => _figures = new(_services.GetRequiredService<IMeterFactory>());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_reader_at_another_node_is_measured_from_the_first_letter_that_it_comes_after_and_one_at_the_same_node_is_not()
    {
        await using var server = await RedisServer.StartAsync();
        await using var here = new JournalNode(server.Connect(), metrics: Metrics);
        await using var there = new JournalNode(server.Connect(here.Redis.Prefix), metrics: Metrics);
        var run = await OpenAsync(here);
        run.Begin(Stage.Output, "was there");
        await using var own = PiecesAt(here);
        await ReadToAsync(own, "was there");
        // Its node says it to Redis a moment later.
        var scripts = new RunScripts(there.Redis);
        while ((await scripts.PullAsync(scripts.KeysFor("run"), new())).Rests.Count == 0) await Task.Delay(5, Cancel);
        await using var others = PiecesAt(there);
        await ReadToAsync(others, "was there");
        _figures.Of(Lag).Should().BeEmpty("that was written before anybody read it there");

        run.Write(Stage.Output, ", and");
        await ReadToAsync(others, ", and");
        var quick = await MeasuredAsync(1);
        server.Signal("STOP");
        run.Write(Stage.Output, " more");
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        server.Signal("CONT");
        await ReadToAsync(others, " more");

        await MeasuredAsync(quick + 1);
        _figures.ValuesOf(Lag).Should().OnlyContain(lag => lag > 0 && lag < 20);
        _figures.ValuesOf(Lag).Max().Should().BeGreaterThan(0.5, "Redis stood still meanwhile");
        await ReadToAsync(own, ", and more");
        run.End(Stage.Output).End(Outcome.Completed);
        (await others.MoveNextAsync()).Should().BeFalse();
    }

    public void Dispose()
    {
        _figures.Dispose();
        _services.Dispose();
    }

    private RemoteReadMetrics Metrics => _services.GetRequiredService<RemoteReadMetrics>();

    private async Task<int> MeasuredAsync(int times)
    {
        while (_figures.Of(Lag).Count < times) await Task.Delay(5, Cancel);
        return _figures.Of(Lag).Count;
    }

    private static IAsyncEnumerator<string> PiecesAt(JournalNode node) => node.PiecesAsync("run", Stage.Output).GetAsyncEnumerator(Cancel);

    private static async Task ReadToAsync(IAsyncEnumerator<string> pieces, string text)
    {
        var read = "";
        while (read.Length < text.Length && await pieces.MoveNextAsync()) read += pieces.Current;
        read.Should().Be(text);
    }

    private static async Task<IRunJournal> OpenAsync(JournalNode node)
    {
        while (true)
        {
            try
            {
                return await node.Journal.OpenAsync("run", 1, Cancel);
            }
            catch (EndingException)
            {
                await Task.Delay(20, Cancel);
            }
        }
    }
}
