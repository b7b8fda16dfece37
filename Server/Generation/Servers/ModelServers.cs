using System.Collections.Concurrent;
using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Resilience;

namespace Interception.Server.Generation.Servers;

/// <summary>Which model servers are well, so that runs are sent only to those.</summary>
internal sealed class ModelServers : IDisposable
{
    private readonly ConcurrentDictionary<EndpointBreaker, ServerHealth> _health = new();
    private readonly EndpointBreakers _endpoints;
    private readonly BreakerRegistry _breakers;
    private readonly ServerRests _rests;
    private readonly TimeProvider _time;

    public ModelServers(EndpointBreakers endpoints, BreakerRegistry breakers, EndpointMonitor watch, ServerRests rests, TimeProvider time)
    {
        _endpoints = endpoints;
        _breakers = breakers;
        _rests = rests;
        _time = time;
        foreach (var breaker in breakers.All) HealthOf(breaker);
        // Created at once, although the first call would create it too: no failure may be missed.
        breakers.Added += breaker => HealthOf(breaker);
        watch.Looked += Looked;
    }

    /// <summary>Raised when the state of a server changes.</summary>
    public event Action? Changed;

    /// <summary>Whether a run with these models may begin: at some Ollama server, and at each provider.</summary>
    public bool MayBegin(IReadOnlyList<string> models)
    {
        foreach (var provider in ProvidersOf(models))
            if (!MayBeginAt(provider)) return false;
        return true;
    }

    /// <summary>Whether a run may begin at an Ollama server.</summary>
    public bool MayBegin(Uri endpoint) => HealthOf(_endpoints[endpoint]).MayBegin;

    /// <summary>Records that a run begins with a slot at a server.</summary>
    /// <returns>Dispose it when the run gives its slot back.</returns>
    public IDisposable Begin(IReadOnlyList<string> models, Uri endpoint) => new ForerunnerCalls(
        [.. ProvidersOf(models).Select(provider => HealthAt(provider, endpoint)?.Begin()).OfType<IDisposable>()]);

    public void Dispose()
    {
        foreach (var health in _health.Values) health.Dispose();
    }

    private static IEnumerable<string> ProvidersOf(IReadOnlyList<string> models) =>
        models.Select(model => ModelName.Parse(model).Provider).Distinct();

    private bool MayBeginAt(string provider) => provider == ModelName.Local
        ? _endpoints.All.Any(endpoint => HealthOf(endpoint).MayBegin)
        : HealthAt(provider, null)?.MayBegin ?? true;

    private ServerHealth? HealthAt(string provider, Uri? endpoint) =>
        provider == ModelName.Local ? HealthOf(_endpoints[endpoint!])
        : _breakers.Find(provider) is { } breaker ? HealthOf(breaker) : null;

    private ServerHealth HealthOf(EndpointBreaker breaker) => _health.GetOrAdd(breaker, Watched);

    private ServerHealth Watched(EndpointBreaker breaker)
    {
        var health = new ServerHealth(breaker, _rests, _time);
        health.Changed += () => Changed?.Invoke();
        return health;
    }

    private void Looked(IReadOnlyList<EndpointState> endpoints)
    {
        foreach (var silent in endpoints.Where(endpoint => !endpoint.Answers)) HealthOf(_endpoints[silent.Endpoint]).DoesNotAnswer();
    }

    private sealed class ForerunnerCalls(IReadOnlyList<IDisposable> first) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in first) one.Dispose();
        }
    }
}
