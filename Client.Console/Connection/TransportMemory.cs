namespace Interception.Client.Console.Connection;

/// <summary>Remembers the transport that worked last, so that the next connection tries it first.</summary>
internal sealed class TransportMemory
{
    // A race between two connections costs one of them an attempt.
    private volatile TransportKind[] _order = Enum.GetValues<TransportKind>();

    /// <summary>The one that worked, then the others, the best first.</summary>
    public IReadOnlyList<TransportKind> Order => _order;

    /// <summary>Records that a transport worked.</summary>
    public void Proved(TransportKind transport) =>
        _order = [transport, .. Enum.GetValues<TransportKind>().Where(other => other != transport)];
}
