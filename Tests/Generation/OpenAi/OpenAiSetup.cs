using Interception.Server.Generation;
using Interception.Server.Generation.OpenAi;
using Interception.Server.Generation.Recovery;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly.Registry;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>The generator and its parts, as the server puts them together.</summary>
internal sealed class OpenAiSetup : IDisposable
{
    public const string Key = "k7-a.Secret_key";

    private readonly Connections connections;

    public OpenAiSetup(TimeProvider time, Uri address, TimeSpan? connect = null)
    {
        var clocks = new Clocks(Options.Create(new TimeoutOptions { Connect = connect ?? TimeSpan.FromSeconds(1) }), time);
        var pipelines = new ResiliencePipelineRegistry<string>();
        var provider = new ProviderOptions { BaseUrl = address.ToString(), ApiKey = Key };
        connections = new(clocks, Options.Create(new PrivacyOptions()), pipelines);
        Generator = new("mistral", provider, connections, new(new PromptFrame(() => "5f3c")), Readers.Of(clocks, Log), clocks);
        Breaker = new("mistral", new ProviderProbe(provider, connections, clocks).AskAsync, pipelines, time, NullLogger.Instance);
        Steady = new(Generator, new OneDestination(Breaker), new Retry(pipelines, time),
            new LoadingWait(Options.Create(new TimeoutOptions()), time), Reports.ReportParts.For(time, Log));
    }

    public OpenAiGenerator Generator { get; }

    /// <summary>The generator with all that is done when its server fails.</summary>
    public SteadyGenerator Steady { get; }

    /// <summary>What was logged of calls.</summary>
    public Log Log { get; } = new();

    public Breaker Breaker { get; }

    public static Prompt Ask(string model = "mistral/mistral-small-latest", Job job = Job.Interception) =>
        new(job, model, "Rewrite the idea by the rules.", [new("rules", "Only animals."), new("idea", "A cat 🐈 on a \"roof\".")]);

    public void Dispose()
    {
        Breaker.Dispose();
        connections.Dispose();
    }
}
