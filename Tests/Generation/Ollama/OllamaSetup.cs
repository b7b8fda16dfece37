using Interception.Server.Generation;
using Interception.Server.Generation.Ollama;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Generation.Ollama;

/// <summary>The generator and its parts, as the server puts them together.</summary>
internal sealed class OllamaSetup : IDisposable
{
    private readonly Connections connections;
    private readonly ModelLoads loads;

    public OllamaSetup(TimeProvider? time = null, params Uri[] endpoints)
        : this(time, clocks => new(clocks, Options.Create(new PrivacyOptions())), endpoints)
    {
    }

    public OllamaSetup(TimeProvider? time, Func<Clocks, Connections> connections, params Uri[] endpoints)
    {
        time ??= TimeProvider.System;
        var options = Options.Create(new OllamaOptions { Endpoints = endpoints });
        // Not the default of two seconds: so often the watch asks, and a test waits for either.
        Clocks = new(Options.Create(new TimeoutOptions { Connect = TimeSpan.FromSeconds(1) }), time);
        this.connections = connections(Clocks);
        Wire = new(this.connections, Clocks);
        var requests = new ChatRequests(options, new PromptFrame(() => "5f3c"));
        loads = new(Wire, requests, Clocks, time, NullLogger<ModelLoads>.Instance);
        Generator = new(Wire, requests, new(Wire, Clocks), loads, options);
        Watch = new(Wire, Clocks, options, time, NullLogger<EndpointWatch>.Instance);
    }

    public Clocks Clocks { get; }

    public OllamaWire Wire { get; }

    public OllamaGenerator Generator { get; }

    public EndpointWatch Watch { get; }

    public static Prompt Ask(string model = "gpt-oss:20b", Job job = Job.Interception) =>
        new(job, model, "Rewrite the idea by the rules.", [new("rules", "Only animals."), new("idea", "A cat 🐈 on a \"roof\".")]);

    public void Dispose()
    {
        Watch.Dispose();
        loads.Dispose();
        connections.Dispose();
    }
}
