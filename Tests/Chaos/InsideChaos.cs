using System.Net;
using Interception.Server.Generation;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Simmy;

namespace Interception.Tests.Chaos;

/// <summary>Polly's own faults, inside the server at the wire to the model.</summary>
/// <param name="seed">Where they are drawn from.</param>
internal sealed class InsideChaos(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private int _count;

    /// <summary>How many there were.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Puts them into the innermost pipeline.</summary>
    public void Add(IServiceCollection services) =>
        services.AddResiliencePipeline<string, HttpResponseMessage>(ProviderPipeline.Name, wire => wire
            .AddChaosLatency(new()
            {
                InjectionRate = 0.1,
                Randomizer = Draw,
                OnLatencyInjected = _ => Counted(),
                LatencyGenerator = _ => new(TimeSpan.FromMilliseconds(50 * Draw())),
            })
            .AddChaosOutcome(new()
            {
                InjectionRate = 0.01,
                Randomizer = Draw,
                OnOutcomeInjected = _ => Counted(),
                OutcomeGenerator = _ => new(Outcome.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable))),
            })
            .AddChaosFault(new()
            {
                InjectionRate = 0.01,
                Randomizer = Draw,
                OnFaultInjected = _ => Counted(),
                FaultGenerator = _ => new(new HttpRequestException("chaos")),
            }));

    private ValueTask Counted()
    {
        Interlocked.Increment(ref _count);
        return default;
    }

    private double Draw()
    {
        lock (_lock) return _random.NextDouble();
    }
}
