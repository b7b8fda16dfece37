using Yarp.ReverseProxy.Configuration;

namespace Interception.Benchmarks.Servers;

/// <summary>A bare pass-through: what every proxy costs that does nothing.</summary>
internal static class YarpYardstick
{
    public static async Task<int> RunAsync(string model)
    {
        await using var app = Build(model);
        await YardstickHost.RunAsync(app);
        return 0;
    }

    private static WebApplication Build(string model)
    {
        var builder = YardstickHost.CreateBuilder();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "model", Match = new RouteMatch { Path = "{**all}" } }],
            [new ClusterConfig { ClusterId = "model", Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = model } } }]);
        var app = builder.Build();
        app.MapReverseProxy();
        return app;
    }
}
