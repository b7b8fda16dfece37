namespace Interception.Tests.Support.Ollama;

/// <summary>Lets as many tokens pass as the test has released.</summary>
public sealed class Turnstile
{
    private readonly SemaphoreSlim _released = new(0);

    /// <summary>Releases the next tokens.</summary>
    public void Release(int tokens = 1)
    {
        if (tokens > 0) _released.Release(tokens);
    }

    internal Task PassAsync(CancellationToken cancellationToken) => _released.WaitAsync(cancellationToken);
}
