namespace Interception.Client.Console.Connection;

/// <summary>Which transport came through last, so that the next connection begins with it.</summary>
internal sealed class TransportMemory
{
    // A race between two connections costs one of them a try.
    private volatile TransportKind[] _order = Enum.GetValues<TransportKind>();

    /// <summary>The one that came through, then the others, the best first.</summary>
    public IReadOnlyList<TransportKind> Order => _order;

    /// <summary>This one has come through.</summary>
    public void Proved(TransportKind transport) =>
        _order = [transport, .. Enum.GetValues<TransportKind>().Where(other => other != transport)];
}
