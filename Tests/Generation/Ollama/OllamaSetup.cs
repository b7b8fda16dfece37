using Interception.Server.Generation;
using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Ollama;
using Interception.Server.Generation.Ollama.Chat;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.Ollama.Models;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.OpenAi;
using Interception.Server.Generation.Practice;
using Interception.Server.Generation.Privacy;
using Interception.Server.Generation.Reports;
using Interception.Server.Generation.Resilience;
using Interception.Server.Generation.Servers;
using Interception.Server.Generation.Slots;
using Interception.Server.Generation.Streaming;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly.Registry;

namespace Interception.Tests.Generation.Ollama;

/// <summary>The generator and its parts, as the server puts them together.</summary>
internal sealed class OllamaSetup : IDisposable
{
    private readonly ModelHttpHandler connections;
    private readonly LoadedModels loaded;
    private readonly ModelLoader loader;
    private readonly BreakerRegistry breakers;

    public OllamaSetup(TimeProvider? time = null, params Uri[] endpoints)
        : this(time, (clocks, pipelines) => new(clocks, Options.Create(new PrivacyOptions()), pipelines, Readers.Beats), endpoints)
    {
    }

    public OllamaSetup(TimeProvider? time, OllamaOptions ollama)
        : this(time, (clocks, pipelines) => new(clocks, Options.Create(new PrivacyOptions()), pipelines, Readers.Beats), ollama)
    {
    }

    public OllamaSetup(TimeProvider? time, Func<CallTimeouts, ResiliencePipelineRegistry<string>, ModelHttpHandler> connections, params Uri[] endpoints)
        : this(time, connections, new OllamaOptions { Endpoints = endpoints })
    {
    }

    public OllamaSetup(TimeProvider? time, ModelOptions models, params Uri[] endpoints)
        : this(time, (clocks, pipelines) => new(clocks, Options.Create(new PrivacyOptions()), pipelines, Readers.Beats), new OllamaOptions { Endpoints = endpoints }, models)
    {
    }

    private OllamaSetup(TimeProvider? time, Func<CallTimeouts, ResiliencePipelineRegistry<string>, ModelHttpHandler> connections, OllamaOptions ollama,
        ModelOptions? models = null)
    {
        time ??= TimeProvider.System;
        var options = Options.Create(ollama);
        // Not the default of two seconds: so often the watch asks, and a test waits for either.
        Clocks = new(Options.Create(new TimeoutOptions { Connect = TimeSpan.FromSeconds(1) }), time);
        this.connections = connections(Clocks, Pipelines);
        Wire = new(this.connections);
        var requests = new ChatRequests(options, new PromptFrame(() => "5f3c"));
        var wait = new LoadingWait(Options.Create(new TimeoutOptions()), time);
        Turns = new(time, Log.For<ModelTurns>());
        loaded = new(Wire, Clocks);
        loader = new(Wire, requests, Clocks, wait, loaded, Turns, time, Log.For<ModelLoader>());
        var loads = new ModelLoads(loaded, loader, Turns, new(Options.Create(new TimeoutOptions()), time));
        Generator = new(new(this.connections, Clocks), requests, new(Wire, Clocks, options), loads, Readers.Of(Clocks, Log), options);
        breakers = new(Pipelines, time, NullLogger<EndpointBreaker>.Instance);
        Breakers = new(Wire, Clocks, breakers, options);
        Selector = new(new(new(Wire, Clocks)), Options.Create(models ?? new ModelOptions()), Log.For<ModelSelector>());
        Watch = new(Wire, Breakers, Selector, Clocks, options, time, NullLogger<EndpointMonitor>.Instance);
        Places = new(ollama.Endpoints, 1, Watch.IsUp);
        Pulls = new(new(this.connections, Clocks), options, Selector, time, NullLogger<ModelPulls>.Instance);
        Inventory = new(Watch, Selector, Pulls, Providers(time));
        Steady = new(Generator, new OllamaEndpointSelector(Breakers, Watch, Places, options), new RetryStrategy(Pipelines, time), wait, Reports.ReportParts.For(time, Log, options));
    }

    /// <summary>What was logged of calls and loads.</summary>
    public Log Log { get; } = new();

    public ModelTurns Turns { get; }

    public CallTimeouts Clocks { get; }

    public OllamaWire Wire { get; }

    public OllamaGenerator Generator { get; }

    /// <summary>The generator with all that is done when a server fails.</summary>
    public ResilientGenerator Steady { get; }

    public EndpointBreakers Breakers { get; }

    public EndpointMonitor Watch { get; }

    public ModelSelector Selector { get; }

    public ModelPulls Pulls { get; }

    public ModelInventory Inventory { get; }

    public EndpointSlots Places { get; }

    public ResiliencePipelineRegistry<string> Pipelines { get; } = new();

    public static ModelPrompt Ask(string model = "gpt-oss:20b", GenerationJob job = GenerationJob.Interception) =>
        new(job, model, "Rewrite the idea by the rules.", [new("rules", "Only animals."), new("idea", "A cat 🐈 on a \"roof\".")]);

    /// <summary>There are none.</summary>
    private ProviderWatch Providers(TimeProvider time) => new(
        Options.Create(new ProvidersOptions()), Options.Create(new ModelOptions()), Options.Create(new PracticeOptions()), connections, Clocks, breakers, time);

    public void Dispose()
    {
        Watch.Dispose();
        Pulls.Dispose();
        breakers.Dispose();
        loaded.Dispose();
        loader.Dispose();
        connections.Dispose();
    }
}
