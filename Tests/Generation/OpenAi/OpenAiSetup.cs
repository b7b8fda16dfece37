using Interception.Server.Generation;
using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.OpenAi;
using Interception.Server.Generation.Privacy;
using Interception.Server.Generation.Resilience;
using Interception.Server.Generation.Streaming;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly.Registry;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>The generator and its parts, as the server puts them together.</summary>
internal sealed class OpenAiSetup : IDisposable
{
    public const string Key = "k7-a.Secret_key";

    private readonly ModelHttpHandler connections;

    public OpenAiSetup(TimeProvider time, Uri address, TimeSpan? connect = null)
    {
        var clocks = new CallTimeouts(Options.Create(new TimeoutOptions { Connect = connect ?? TimeSpan.FromSeconds(1) }), time);
        var pipelines = new ResiliencePipelineRegistry<string>();
        var provider = new ProviderOptions { BaseUrl = address.ToString(), ApiKey = Key };
        connections = new(clocks, Options.Create(new PrivacyOptions()), pipelines, Readers.Beats);
        Generator = new("mistral", provider, connections, new(new PromptFrame(() => "5f3c")), Readers.Of(clocks, Log), clocks);
        Breaker = new("mistral", new ProviderProbe(provider, connections, clocks).AskAsync, pipelines, time, NullLogger.Instance);
        Steady = new(Generator, new SingleEndpointSelector(Breaker), new RetryStrategy(pipelines, time),
            new LoadingWait(Options.Create(new TimeoutOptions()), time), Reports.ReportParts.For(time, Log));
    }

    public OpenAiGenerator Generator { get; }

    /// <summary>The generator with all that is done when its server fails.</summary>
    public ResilientGenerator Steady { get; }

    /// <summary>What was logged of calls.</summary>
    public Log Log { get; } = new();

    public EndpointBreaker Breaker { get; }

    public static ModelPrompt Ask(string model = "mistral/mistral-small-latest", GenerationJob job = GenerationJob.Interception) =>
        new(job, model, "Rewrite the idea by the rules.", [new("rules", "Only animals."), new("idea", "A cat 🐈 on a \"roof\".")]);

    public void Dispose()
    {
        Breaker.Dispose();
        connections.Dispose();
    }
}
