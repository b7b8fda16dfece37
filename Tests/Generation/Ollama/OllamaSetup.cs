using Interception.Server.Generation;
using Interception.Server.Generation.Ollama;
using Interception.Server.Generation.OpenAi;
using Interception.Server.Generation.Recovery;
using Interception.Server.Generation.Reports;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly.Registry;

namespace Interception.Tests.Generation.Ollama;

/// <summary>The generator and its parts, as the server puts them together.</summary>
internal sealed class OllamaSetup : IDisposable
{
    private readonly Connections connections;
    private readonly ModelLoads loads;
    private readonly Breakers breakers;

    public OllamaSetup(TimeProvider? time = null, params Uri[] endpoints)
        : this(time, (clocks, pipelines) => new(clocks, Options.Create(new PrivacyOptions()), pipelines), endpoints)
    {
    }

    public OllamaSetup(TimeProvider? time, OllamaOptions ollama)
        : this(time, (clocks, pipelines) => new(clocks, Options.Create(new PrivacyOptions()), pipelines), ollama)
    {
    }

    public OllamaSetup(TimeProvider? time, Func<Clocks, ResiliencePipelineRegistry<string>, Connections> connections, params Uri[] endpoints)
        : this(time, connections, new OllamaOptions { Endpoints = endpoints })
    {
    }

    public OllamaSetup(TimeProvider? time, ModelOptions models, params Uri[] endpoints)
        : this(time, (clocks, pipelines) => new(clocks, Options.Create(new PrivacyOptions()), pipelines), new OllamaOptions { Endpoints = endpoints }, models)
    {
    }

    private OllamaSetup(TimeProvider? time, Func<Clocks, ResiliencePipelineRegistry<string>, Connections> connections, OllamaOptions ollama,
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
        loads = new(Wire, requests, Clocks, wait, Turns, time, Log.For<ModelLoads>());
        Generator = new(new(this.connections, Clocks), requests, new(Wire, Clocks, options), loads, Readers.Of(Clocks, Log), options);
        breakers = new(Pipelines, time, NullLogger<Breaker>.Instance);
        Breakers = new(Wire, Clocks, breakers, options);
        Selector = new(new(new(Wire, Clocks)), Options.Create(models ?? new ModelOptions()), Log.For<ModelSelector>());
        Watch = new(Wire, Breakers, Selector, Clocks, options, time, NullLogger<EndpointWatch>.Instance);
        Places = new(ollama.Endpoints, 1, Watch.IsUp);
        Pulls = new(new(this.connections, Clocks), options, Selector, time, NullLogger<ModelPulls>.Instance);
        Supplies = new(Watch, Selector, Pulls, Providers(time));
        Steady = new(Generator, new EndpointChoice(Breakers, Watch, Places, options), new Retry(Pipelines, time), wait, Reports.ReportParts.For(time, Log, options));
    }

    /// <summary>What was logged of calls and loads.</summary>
    public Log Log { get; } = new();

    public ModelTurns Turns { get; }

    public Clocks Clocks { get; }

    public OllamaWire Wire { get; }

    public OllamaGenerator Generator { get; }

    /// <summary>The generator with all that is done when a server fails.</summary>
    public SteadyGenerator Steady { get; }

    public EndpointBreakers Breakers { get; }

    public EndpointWatch Watch { get; }

    public ModelSelector Selector { get; }

    public ModelPulls Pulls { get; }

    public Supplies Supplies { get; }

    public Places Places { get; }

    public ResiliencePipelineRegistry<string> Pipelines { get; } = new();

    public static Prompt Ask(string model = "gpt-oss:20b", Job job = Job.Interception) =>
        new(job, model, "Rewrite the idea by the rules.", [new("rules", "Only animals."), new("idea", "A cat 🐈 on a \"roof\".")]);

    /// <summary>There are none.</summary>
    private ProviderWatch Providers(TimeProvider time) => new(
        Options.Create(new ProvidersOptions()), Options.Create(new ModelOptions()), Options.Create(new PracticeOptions()), connections, Clocks, breakers, time);

    public void Dispose()
    {
        Watch.Dispose();
        Pulls.Dispose();
        breakers.Dispose();
        loads.Dispose();
        connections.Dispose();
    }
}
