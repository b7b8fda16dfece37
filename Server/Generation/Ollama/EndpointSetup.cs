using Interception.Server.Generation.Recovery;
using Interception.Server.Settings;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama;

/// <summary>What asking Ollama is made of.</summary>
internal static class EndpointSetup
{
    public static void AddOllama(this IServiceCollection services)
    {
        services.AddSection<OllamaOptions>(OllamaOptions.Section).PostConfigure<IConfiguration>(AtHome);
        services.AddSingleton<OllamaWire>();
        services.AddSingleton<ChatWire>();
        services.AddSingleton<ChatRequests>();
        services.AddSingleton<Thinking>();
        services.AddSingleton<ModelLoads>();
        services.AddSingleton<OllamaGenerator>();
        services.AddSingleton<EndpointBreakers>();
        services.AddSingleton<EndpointChoice>();
        services.AddSingleton<ModelInquiry>();
        services.AddSingleton<ModelCandidates>();
        services.AddSingleton<ModelSelector>();
        services.AddSingleton<PullWire>();
        services.AddSingleton<ModelPulls>();
        services.AddSingleton<WarmUp>();
        services.AddSingleton(WatchOf);
        services.AddHostedService(provider => provider.GetRequiredService<EndpointWatch>());
        services.AddSingleton(PlacesOf);
        services.AddSingleton<Supplies>();
    }

    private static void AtHome(OllamaOptions options, IConfiguration configuration)
    {
        if (options.Endpoints.Length > 0) return;
        var host = OllamaHostReader.Read(configuration[OllamaHostReader.Key]);
        if (host is not null) options.EndpointsKey = OllamaHostReader.Key;
        options.Endpoints = [host ?? new("http://localhost:11434")];
    }

    /// <summary>What is done about what the watch sees.</summary>
    private static EndpointWatch WatchOf(IServiceProvider services)
    {
        var watch = ActivatorUtilities.CreateInstance<EndpointWatch>(services);
        var pulls = services.GetRequiredService<ModelPulls>();
        var warmUp = services.GetRequiredService<WarmUp>();
        pulls.Arrived += watch.LookNow;
        watch.Looked += endpoints =>
        {
            foreach (var endpoint in endpoints)
            {
                pulls.Fetch(endpoint);
                warmUp.Look(endpoint);
            }
        };
        return watch;
    }

    private static Places PlacesOf(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<OllamaOptions>>().Value;
        var watch = services.GetRequiredService<EndpointWatch>();
        var servers = services.GetRequiredService<ModelServers>();
        var places = new Places(options.Endpoints, options.ParallelPerEndpoint, servers.MayBegin);
        watch.Looked += _ => places.LookAgain();
        return places;
    }
}
