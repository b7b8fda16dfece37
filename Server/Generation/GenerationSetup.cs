using System.Net;
using System.Security.Cryptography;
using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Ollama;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.OpenAi;
using Interception.Server.Generation.Practice;
using Interception.Server.Generation.Privacy;
using Interception.Server.Generation.Resilience;
using Interception.Server.Generation.Servers;
using Interception.Server.Generation.Streaming;
using Interception.Server.Scheduling;
using Interception.Server.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation;

/// <summary>Registers generation.</summary>
internal static class GenerationSetup
{
    /// <summary>Adds the providers, their slots, and everything that protects them.</summary>
    public static IServiceCollection AddGeneration(this IServiceCollection services)
    {
        services.AddSection<ModelOptions>(ModelOptions.Section);
        services.AddSection<PracticeOptions>(PracticeOptions.Section);
        services.AddSection<TimeoutOptions>(TimeoutOptions.Section);
        services.AddSection<PrivacyOptions>(PrivacyOptions.Section);
        services.AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsCheck>();
        services.AddSingleton<Func<string, IPAddress[]>>(Dns.GetHostAddresses);
        services.AddProviders();

        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<CallTimeouts>();
        services.AddSingleton<ThoughtForms>();
        services.AddSingleton<ThoughtHabits>();
        services.AddSingleton(provider => new BeatClock(provider.GetRequiredService<TimeProvider>(), Environment.ProcessorCount));
        services.AddSingleton<AnswerReader>();
        services.AddSingleton(new PromptFrame(() => RandomNumberGenerator.GetHexString(16, lowercase: true)));

        services.AddRecovery();
        services.AddSingleton<ModelHttpHandler>();
        services.AddOllama();
        services.AddSingleton<ProviderWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ProviderWatch>());
        services.AddSingleton<ModelReachability>();
        services.AddSingleton<ChatRequestWriter>();
        services.AddSingleton<IGenerator>(provider => new RoutingGenerator(Generators(provider)));
        return services;
    }

    /// <summary>Provider names are free, so there is no list of known keys here; each provider has the keys of <see cref="ProviderOptions"/>.</summary>
    private static void AddProviders(this IServiceCollection services)
    {
        services.AddSingleton(new OptionsSection($"{ProvidersOptions.Section}:<name>", typeof(ProviderOptions)));
        services.AddSingleton<IConfigureOptions<ProvidersOptions>, ProvidersReader>();
        services.AddOptions<ProvidersOptions>().ValidateOnStart();
    }

    private static Dictionary<string, IGenerator> Generators(IServiceProvider services)
    {
        var watch = services.GetRequiredService<ProviderWatch>();
        var breakers = services.GetRequiredService<BreakerRegistry>();
        ResilientGenerator Steady(IGenerator generator, IEndpointSelector destinations) =>
            ActivatorUtilities.CreateInstance<ResilientGenerator>(services, generator, destinations);
        var generators = new Dictionary<string, IGenerator>
        {
            [ModelName.Local] = Steady(services.GetRequiredService<OllamaGenerator>(), services.GetRequiredService<OllamaEndpointSelector>()),
            [ModelName.Practice] = new PracticeVoice(services.GetRequiredService<TimeProvider>()),
        };
        foreach (var (name, provider) in services.GetRequiredService<IOptions<ProvidersOptions>>().Value.ByName)
        {
            var probe = ActivatorUtilities.CreateInstance<ProviderProbe>(services, provider);
            var generator = ActivatorUtilities.CreateInstance<OpenAiGenerator>(services, name, provider);
            var doubting = new DoubtingGenerator(generator, () => watch.Doubt(name));
            generators[name] = Steady(doubting, new SingleEndpointSelector(breakers.Add(name, probe.AskAsync), new Uri(provider.BaseUrl)));
        }

        return generators;
    }
}
