using Interception.Server.Generation.Recovery;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama;

/// <summary>The breaker of each Ollama server; they probe with the question for the version.</summary>
internal sealed class EndpointBreakers
{
    private readonly Dictionary<Uri, Breaker> _breakers;

    public EndpointBreakers(OllamaWire wire, Clocks clocks, Breakers breakers, IOptions<OllamaOptions> options) =>
        _breakers = options.Value.Endpoints.ToDictionary(endpoint => endpoint, endpoint => breakers.Add(
            $"Ollama at {endpoint.AbsoluteUri.TrimEnd('/')}",
            token => wire.AskAsync(endpoint, clocks.Connect, ollama => ollama.GetVersionAsync(token), token)));

    /// <summary>The breaker of a configured endpoint.</summary>
    public Breaker this[Uri endpoint] => _breakers[endpoint];

    /// <summary>All of them.</summary>
    public IEnumerable<Breaker> All => _breakers.Values;
}
