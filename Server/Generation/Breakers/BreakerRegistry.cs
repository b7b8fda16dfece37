using System.Collections.Concurrent;
using Polly.Registry;

namespace Interception.Server.Generation.Breakers;

/// <summary>The breakers of all model servers, one each.</summary>
internal sealed class BreakerRegistry(ResiliencePipelineRegistry<string> pipelines, TimeProvider time, ILogger<EndpointBreaker> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, EndpointBreaker> _all = new();

    /// <summary>A server's breaker has been made.</summary>
    public event Action<EndpointBreaker>? Added;

    /// <summary>All there are.</summary>
    public IEnumerable<EndpointBreaker> All => _all.Values;

    /// <summary>Makes the breaker of a server.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="probe">Asks the server something harmless; throws when it does not answer.</param>
    public EndpointBreaker Add(string server, Func<CancellationToken, Task> probe)
    {
        var breaker = _all[server] = new EndpointBreaker(server, probe, pipelines, time, logger);
        Added?.Invoke(breaker);
        return breaker;
    }

    /// <summary>The breaker of a server; null when nobody knows it.</summary>
    public EndpointBreaker? Find(string server) => _all.GetValueOrDefault(server);

    /// <summary>Whether a server is given a rest; one that nobody knows is not.</summary>
    public bool Rests(string server) => _all.TryGetValue(server, out var breaker) && !breaker.IsClosed;

    public void Dispose()
    {
        foreach (var breaker in _all.Values) breaker.Dispose();
    }
}
