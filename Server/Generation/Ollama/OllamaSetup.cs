using Interception.Server.Generation.Ollama.Chat;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.Ollama.Models;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Servers;
using Interception.Server.Generation.Slots;
using Interception.Server.Settings;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama;

/// <summary>Registers Ollama.</summary>
internal static class OllamaSetup
{
    public static void AddOllama(this IServiceCollection services)
    {
        services.AddSection<OllamaOptions>(OllamaOptions.Section).PostConfigure<IConfiguration>(AtHome);
        services.AddSingleton<OllamaWire>();
        services.AddSingleton<ChatWire>();
        services.AddSingleton<ChatRequests>();
        services.AddSingleton<ThinkOptions>();
        services.AddSingleton<AwaitedLoads>();
        services.AddSingleton<LoadedModels>();
        services.AddSingleton<ModelLoader>();
        services.AddSingleton<ModelLoads>();
        services.AddSingleton<OllamaGenerator>();
        services.AddSingleton<EndpointBreakers>();
        services.AddSingleton<OllamaEndpointSelector>();
        services.AddSingleton<ModelInquiry>();
        services.AddSingleton<ModelCandidates>();
        services.AddSingleton<ModelSelector>();
        services.AddSingleton<PullReader>();
        services.AddSingleton<ModelPulls>();
        services.AddSingleton<ModelWarmUp>();
        services.AddSingleton(CreateMonitor);
        services.AddHostedService(provider => provider.GetRequiredService<EndpointMonitor>());
        services.AddSingleton(CreateSlots);
        services.AddSingleton<ModelInventory>();
    }

    private static void AtHome(OllamaOptions options, IConfiguration configuration)
    {
        if (options.Endpoints.Length > 0) return;
        var host = OllamaHostReader.Read(configuration[OllamaHostReader.Key]);
        if (host is not null) options.EndpointsKey = OllamaHostReader.Key;
        options.Endpoints = [host ?? new("http://localhost:11434")];
    }

    /// <summary>Starts what depends on the monitor's rounds.</summary>
    private static EndpointMonitor CreateMonitor(IServiceProvider services)
    {
        var monitor = ActivatorUtilities.CreateInstance<EndpointMonitor>(services);
        var pulls = services.GetRequiredService<ModelPulls>();
        var warmUp = services.GetRequiredService<ModelWarmUp>();
        pulls.Arrived += monitor.LookNow;
        monitor.Looked += endpoints =>
        {
            foreach (var endpoint in endpoints)
            {
                pulls.Fetch(endpoint);
                warmUp.CheckEndpoint(endpoint);
            }
        };
        return monitor;
    }

    private static EndpointSlots CreateSlots(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<OllamaOptions>>().Value;
        var monitor = services.GetRequiredService<EndpointMonitor>();
        var servers = services.GetRequiredService<ModelServers>();
        var loads = services.GetRequiredService<AwaitedLoads>();
        var places = new EndpointSlots(options.Endpoints, options.ParallelPerEndpoint, servers.MayBegin, loads.HoldsBack);
        monitor.Looked += _ => places.LookAgain();
        loads.Changed += places.LookAgain;
        return places;
    }
}
