using System.Collections.Concurrent;
using Polly.Registry;

namespace Interception.Server.Generation.Breakers;

/// <summary>The breakers of all model servers, one for each.</summary>
internal sealed class BreakerRegistry(ResiliencePipelineRegistry<string> pipelines, TimeProvider time, ILogger<EndpointBreaker> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, EndpointBreaker> _all = new();

    /// <summary>Raised when a server's breaker is created.</summary>
    public event Action<EndpointBreaker>? Added;

    /// <summary>All breakers.</summary>
    public IEnumerable<EndpointBreaker> All => _all.Values;

    /// <summary>Creates the breaker of a server.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="probe">Asks the server a question without text; throws when it does not answer.</param>
    public EndpointBreaker Add(string server, Func<CancellationToken, Task> probe)
    {
        var breaker = _all[server] = new EndpointBreaker(server, probe, pipelines, time, logger);
        Added?.Invoke(breaker);
        return breaker;
    }

    /// <summary>The breaker of a server; null for an unknown server.</summary>
    public EndpointBreaker? Find(string server) => _all.GetValueOrDefault(server);

    /// <summary>Whether a server's breaker is open; false for an unknown server.</summary>
    public bool Rests(string server) => _all.TryGetValue(server, out var breaker) && !breaker.IsClosed;

    public void Dispose()
    {
        foreach (var breaker in _all.Values) breaker.Dispose();
    }
}
