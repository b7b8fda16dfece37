using Interception.Client.Console.Doctor.Reports;
using Interception.Tests.Cluster;
using Interception.Tests.Deployment;
using Interception.Tests.Support;
using static Interception.Tests.ClientConsole.Doctor.Planted.PlantedSetup;

namespace Interception.Tests.ClientConsole.Doctor.Planted;

/// <summary>Nothing is wrong, and the doctor has to say so.</summary>
internal static class PlantedHealth
{
    private const string Well = "well";

    public static IEnumerable<PlantedFault> All =>
    [
        new("nothing: the server itself", Well, () => WithAsync(new App())),
        new("nothing: two nodes behind nginx", Well, TwoNodesAsync),
        new("nothing: nginx set right", Well, () => BehindAsync(server => Nginx.StartAsync(server, "1.1"), nginx => nginx.Address, "/workshop/")),
        new("nothing: nginx as its recipe says", Well, () => BehindRecipeAsync("nginx.conf")),
        new("nothing: Caddy", Well, () => BehindRecipeAsync("Caddyfile")),
        new("nothing: HAProxy", Well, () => BehindRecipeAsync("haproxy.cfg")),
        new("nothing: Apache", Well, () => BehindRecipeAsync("apache.conf")),
        new("nothing: Varnish", Well, () => BehindRecipeAsync("varnish.vcl")),
        new("nothing: lighttpd as its recipe says", Well, () => BehindRecipeAsync("lighttpd.conf")),
        new("nothing: Vite's proxy", Well, () => BehindRecipeAsync("vite.config.js")),
    ];

    private static Task<DoctorReport> BehindRecipeAsync(string file) =>
        BehindAsync(server => RecipeProxy.StartAsync(ProxyRecipe.All[file], server), proxy => proxy.Address);

    /// <summary>The doctor comes to a node, and to nginx in front of both, or only to nginx, as who knows no node.</summary>
    private static async Task<DoctorReport> TwoNodesAsync()
    {
        await using var cluster = await ServerCluster.StartAsync(nodes: 2, places: Random.Shared.Next(2, 5));
        cluster.Model.Ollama.OnText(_ => Usual);
        await using var front = await ClusterFront.StartAsync(cluster);
        return Random.Shared.Next(3) is var node && node < 2
            ? await ExamineAsync(cluster[node].Address, [front.Address], cluster.Model.Ollama.Address)
            : await ExamineAsync(front.Address, [], cluster.Model.Ollama.Address);
    }
}
