namespace Interception.Server.Generation.Slots;

/// <summary>The right to generate at one endpoint. A second release does nothing.</summary>
internal sealed class ModelSlot : IDisposable
{
    private Action? _free;

    internal ModelSlot(Uri endpoint, Action free)
    {
        Endpoint = endpoint;
        _free = free;
    }

    /// <summary>The server to ask.</summary>
    public Uri Endpoint { get; }

    /// <summary>Gives the slot back.</summary>
    public void Dispose() => Interlocked.Exchange(ref _free, null)?.Invoke();
}
