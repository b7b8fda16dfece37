using Interception.Server.Generation.Breakers;

namespace Interception.Server.Generation.Resilience;

/// <summary>Selects a server for a prompt.</summary>
internal interface IEndpointSelector
{
    /// <summary>The best server at present.</summary>
    SelectedEndpoint For(ModelPrompt prompt);
}

/// <summary>The target of one call.</summary>
/// <param name="Prompt">The prompt, with the server's address.</param>
/// <param name="Breaker">The server's breaker.</param>
internal sealed record SelectedEndpoint(ModelPrompt Prompt, EndpointBreaker Breaker)
{
    /// <summary>Called when the call starts; the result is disposed when the answer is over.</summary>
    public Func<IDisposable?> SetOut { get; init; } = static () => null;

    /// <summary>The address of the server, for figures; null while unknown.</summary>
    public Uri? Address { get; init; }
}

/// <summary>Selects the only server.</summary>
internal sealed class SingleEndpointSelector(EndpointBreaker breaker, Uri? address = null) : IEndpointSelector
{
    public SelectedEndpoint For(ModelPrompt prompt) => new(prompt, breaker) { Address = address };
}
