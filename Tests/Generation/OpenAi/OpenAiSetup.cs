using Interception.Server.Generation;
using Interception.Server.Generation.OpenAi;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>The generator and its parts, as the server puts them together.</summary>
internal sealed class OpenAiSetup : IDisposable
{
    public const string Key = "k7-a.Secret_key";

    private readonly Connections connections;

    public OpenAiSetup(TimeProvider time, Uri address)
    {
        var clocks = new Clocks(Options.Create(new TimeoutOptions { Connect = TimeSpan.FromSeconds(1) }), time);
        connections = new(clocks, Options.Create(new PrivacyOptions()), new());
        Generator = new("mistral", new() { BaseUrl = address.ToString(), ApiKey = Key }, connections, new(new PromptFrame(() => "5f3c")), clocks);
    }

    public OpenAiGenerator Generator { get; }

    public static Prompt Ask(string model = "mistral/mistral-small-latest", Job job = Job.Interception) =>
        new(job, model, "Rewrite the idea by the rules.", [new("rules", "Only animals."), new("idea", "A cat 🐈 on a \"roof\".")]);

    public void Dispose() => connections.Dispose();
}
