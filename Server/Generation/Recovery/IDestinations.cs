namespace Interception.Server.Generation.Recovery;

/// <summary>Knows the servers that a prompt can go to.</summary>
internal interface IDestinations
{
    /// <summary>The best one at this moment.</summary>
    Destination For(Prompt prompt);
}

/// <summary>Where one call goes.</summary>
/// <param name="Prompt">What is asked, with the server's address on it.</param>
/// <param name="Breaker">Stands before that server.</param>
internal sealed record Destination(Prompt Prompt, Breaker Breaker)
{
    /// <summary>Called when the call sets out; what it gives is given back when the answer is over.</summary>
    public Func<IDisposable?> SetOut { get; init; } = static () => null;
}

/// <summary>Where there is only one server.</summary>
internal sealed class OneDestination(Breaker breaker) : IDestinations
{
    public Destination For(Prompt prompt) => new(prompt, breaker);
}
