namespace Interception.Client.Console.Connection;

/// <summary>Which transport came through last, so that the next connection begins with it.</summary>
internal sealed class TransportMemory
{
    // A race between two connections costs one of them a try.
    private volatile Transport[] _order = Enum.GetValues<Transport>();

    /// <summary>The one that came through, then the others, the best first.</summary>
    public IReadOnlyList<Transport> Order => _order;

    /// <summary>This one has come through.</summary>
    public void Proved(Transport transport) =>
        _order = [transport, .. Enum.GetValues<Transport>().Where(other => other != transport)];
}
