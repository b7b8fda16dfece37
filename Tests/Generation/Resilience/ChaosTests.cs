using System.Net;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Simmy;

namespace Interception.Tests.Generation.Resilience;

/// <summary>Polly's own faults on the wire: runs end well or with a code, and never with half of two answers.</summary>
public class ChaosTests(ITestOutputHelper output)
{
    private const int Runs = 60;
    private static readonly int Seed = Random.Shared.Next();

    [Fact(Timeout = 120_000)]
    public async Task Whatever_the_wire_does_a_run_has_one_ending_and_a_text_is_whole_or_is_said_not_to_be()
    {
        output.WriteLine($"Seed {Seed}.");
        await using var app = new App { Parts = Faulty };
        await app.Services.FirstRoundAsync();

        var endings = new List<string?>();
        for (var run = 0; run < Runs; run++) endings.Add(await RunAsync(app));

        endings.Should().OnlyContain(code => code == null || code == Codes.ProviderUnavailable || code == Codes.SafetyUnavailable);
        endings.Should().Contain(code => code == null);
        app.ShouldHaveItsPlace();
    }

    private static void Faulty(IServiceCollection services)
    {
        var random = new Random(Seed);
        double Draw()
        {
            lock (random) return random.NextDouble();
        }

        services.AddResiliencePipeline<string, HttpResponseMessage>(ProviderPipeline.Name, wire => wire
            .AddChaosLatency(new() { InjectionRate = 0.3, LatencyGenerator = _ => new(TimeSpan.FromMilliseconds(20 * Draw())), Randomizer = Draw })
            .AddChaosOutcome(new()
            {
                InjectionRate = 0.03,
                OutcomeGenerator = _ => new(Polly.Outcome.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable))),
                Randomizer = Draw,
            })
            .AddChaosFault(new() { InjectionRate = 0.06, FaultGenerator = _ => new(new HttpRequestException("chaos")), Randomizer = Draw }));
    }

    private static async Task<string?> RunAsync(App app)
    {
        var run = await app.StartAllAsync();
        var events = await run.EventsAsync();
        events.OfType<RunEnd>().Should().ContainSingle();
        foreach (var stage in events.OfType<StageEnd>().Where(end => end is { Outcome: Server.Contracts.Outcome.Completed, Stage.Name: nameof(Stage.Interception) or nameof(Stage.Output) }))
            (await run.TextAsync(stage.Stage)).Should().Be(ScriptedOllama.Text);
        return events.OfType<RunEnd>().Single().Code;
    }
}
