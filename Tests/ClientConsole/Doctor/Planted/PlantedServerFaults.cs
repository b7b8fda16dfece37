using Interception.Client.Console.Doctor.Figures;
using Interception.Client.Console.Doctor.Reports;
using Interception.Server.Runs;
using Interception.Tests.Cluster;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Proxies;
using Interception.Tests.Support.Redis;
using Microsoft.Extensions.DependencyInjection;
using static Interception.Tests.ClientConsole.Doctor.Planted.PlantedSetup;

namespace Interception.Tests.ClientConsole.Doctor.Planted;

/// <summary>Faults of the server, of its line, and of what it shares with other nodes.</summary>
internal static class PlantedServerFaults
{
    public static IEnumerable<PlantedFault> All =>
    [
        new("a node that gets too little of the processor", FaultKinds.BusyNode, StarvedAsync) { IsAlone = true },
        new("a node beside programs that take the processor", FaultKinds.BusyNode, CrowdedAsync) { IsAlone = true },
        new("a stopped Redis", FaultKinds.StoreAway, WithoutStoreAsync),
        new("two nodes behind nginx with a stopped Redis", FaultKinds.StoreAway, NodesWithoutStoreAsync),
        new("a full line", FaultKinds.FullLine, FullLineAsync),
        new("the teacher holds the line", FaultKinds.HeldLine, HeldLineAsync),
        new("a wrong code", FaultKinds.WrongCode, () => WithAsync(new App(null, ("Access:Code", "lighthouse")))),
        new("nobody there", FaultKinds.Unreachable, () => ExamineAsync(Nobody(), [], null)),
    ];

    private static async Task<DoctorReport> StarvedAsync()
    {
        await using var ollama = new ScriptedOllama();
        ollama.Models.Add(new("m"));
        ollama.OnVerdict(WiseJudge.Verdict);
        ollama.OnText(_ => Usual);
        await using var server = await StarvedServer.StartAsync(ollama.Address, Seconds(0.5, 0.9), Seconds(0.1, 0.2));
        return await ExamineAsync(server.Address, [], null);
    }

    private static async Task<DoctorReport> CrowdedAsync()
    {
        await using var ollama = new ScriptedOllama();
        ollama.OnText(_ => Usual);
        await using var server = await CrowdedServer.StartAsync(ollama.Address, Random.Shared.Next(4, 9));
        return await ExamineAsync(server.Address, [], null);
    }

    private static async Task<DoctorReport> WithoutStoreAsync()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var app = new App(null, ("Redis:Connection", redis.Connection));
        app.Ollama.OnText(_ => Usual);
        var server = app.Listen();
        await ReadyAsync(server);
        await StopAsync(redis);
        return await ExamineAsync(server, [], app.Ollama.Address);
    }

    private static async Task<DoctorReport> NodesWithoutStoreAsync()
    {
        await using var cluster = await ServerCluster.StartAsync(nodes: 2, places: 4);
        cluster.Model.Ollama.OnText(_ => Usual);
        await using var front = await ClusterFront.StartAsync(cluster);
        await StopAsync(cluster.Redis);
        return await ExamineAsync(cluster[Random.Shared.Next(2)].Address, [front.Address], cluster.Model.Ollama.Address);
    }

    /// <summary>It dies, or stands still; the doctor comes at once, or some seconds later.</summary>
    private static async Task StopAsync(RedisServer redis)
    {
        redis.Signal(Random.Shared.Next(2) == 0 ? "KILL" : "STOP");
        await Task.Delay(Seconds(0, 5), Cancel);
    }

    private static async Task ReadyAsync(Uri server)
    {
        using var http = new HttpClient();
        while (!(await http.GetAsync(new Uri(server, "health/ready"), Cancel)).IsSuccessStatusCode) await Task.Delay(50, Cancel);
    }

    private static async Task<DoctorReport> FullLineAsync()
    {
        await using var app = new App(null, ("Queue:Capacity", "3"));
        var server = app.Listen();
        await app.StartWritingAsync();
        for (var child = 0; child < 3; child++) await app.StartAsync();
        app.Ollama.OnText(_ => Usual);
        return await ExamineAsync(server, [], app.Ollama.Address);
    }

    private static async Task<DoctorReport> HeldLineAsync()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Usual);
        var server = app.Listen();
        app.Services.GetRequiredService<ClassControls>().Hold();
        return await ExamineAsync(server, [], app.Ollama.Address);
    }
}
