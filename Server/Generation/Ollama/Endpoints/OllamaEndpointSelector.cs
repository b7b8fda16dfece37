using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Resilience;
using Interception.Server.Generation.Slots;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Endpoints;

/// <summary>Sends a prompt to the server of the run's slot, or to another one when that server cannot answer.</summary>
/// <remarks>
/// A call at another server takes an extra slot there, so that this capacity is not given away. It does not wait for it,
/// because its run has waited already.
/// </remarks>
internal sealed class OllamaEndpointSelector(
    EndpointBreakers breakers, EndpointMonitor watch, EndpointSlots places, IOptions<OllamaOptions> options) : IEndpointSelector
{
    public SelectedEndpoint For(ModelPrompt prompt)
    {
        var endpoints = options.Value.Endpoints;
        var own = prompt.Endpoint ?? endpoints[0];
        var model = ModelName.Parse(prompt.Model).Model;
        var best = endpoints.OrderBy(endpoint => Trouble(endpoint, model)).ThenBy(endpoint => endpoint != own).ThenBy(places.TakenAt).First();
        return new(prompt with { Endpoint = best }, breakers[best])
        {
            SetOut = () => best == own ? null : places.TakeExtra(best),
            Address = best,
        };
    }

    /// <summary>0 for a good server; a higher number for a worse one.</summary>
    private int Trouble(Uri endpoint, string model) =>
        !breakers[endpoint].IsClosed ? 3
        : watch.Lacks(endpoint, model) ? 2
        : breakers[endpoint].IsDoubtful || (watch.FirstRound.IsCompleted && !watch.IsUp(endpoint)) ? 1
        : 0;
}
