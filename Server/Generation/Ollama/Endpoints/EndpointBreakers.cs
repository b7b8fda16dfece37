using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Endpoints;

/// <summary>The breaker of each Ollama server; the probe asks for the version.</summary>
internal sealed class EndpointBreakers
{
    private readonly Dictionary<Uri, EndpointBreaker> _breakers;

    public EndpointBreakers(OllamaWire wire, CallTimeouts clocks, BreakerRegistry breakers, IOptions<OllamaOptions> options) =>
        _breakers = options.Value.Endpoints.ToDictionary(endpoint => endpoint, endpoint => breakers.Add(
            $"Ollama at {endpoint.AbsoluteUri.TrimEnd('/')}",
            token => wire.AskAsync(endpoint, clocks.Connect, ollama => ollama.GetVersionAsync(token), token)));

    /// <summary>The breaker of a configured endpoint.</summary>
    public EndpointBreaker this[Uri endpoint] => _breakers[endpoint];

    /// <summary>All breakers.</summary>
    public IEnumerable<EndpointBreaker> All => _breakers.Values;
}
