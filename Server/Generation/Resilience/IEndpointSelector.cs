using Interception.Server.Generation.Breakers;

namespace Interception.Server.Generation.Resilience;

/// <summary>Knows the servers that a prompt can go to.</summary>
internal interface IEndpointSelector
{
    /// <summary>The best one at this moment.</summary>
    SelectedEndpoint For(ModelPrompt prompt);
}

/// <summary>Where one call goes.</summary>
/// <param name="Prompt">What is asked, with the server's address on it.</param>
/// <param name="Breaker">Stands before that server.</param>
internal sealed record SelectedEndpoint(ModelPrompt Prompt, EndpointBreaker Breaker)
{
    /// <summary>Called when the call sets out; what it gives is given back when the answer is over.</summary>
    public Func<IDisposable?> SetOut { get; init; } = static () => null;

    /// <summary>Where that server is, for figures; null where nobody says.</summary>
    public Uri? Address { get; init; }
}

/// <summary>Where there is only one server.</summary>
internal sealed class SingleEndpointSelector(EndpointBreaker breaker, Uri? address = null) : IEndpointSelector
{
    public SelectedEndpoint For(ModelPrompt prompt) => new(prompt, breaker) { Address = address };
}
