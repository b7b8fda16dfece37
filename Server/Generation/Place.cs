namespace Interception.Server.Generation;

/// <summary>The right to generate at one endpoint; giving it back twice is harmless.</summary>
public sealed class Place : IDisposable
{
    private Action? _free;

    internal Place(Uri endpoint, Action free) => (Endpoint, _free) = (endpoint, free);

    /// <summary>The server to ask.</summary>
    public Uri Endpoint { get; }

    /// <summary>Gives the place back.</summary>
    public void Dispose() => Interlocked.Exchange(ref _free, null)?.Invoke();
}
