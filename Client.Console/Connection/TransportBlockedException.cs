namespace Interception.Client.Console.Connection;

/// <summary>The server is there, but one transport does not work: a proxy or a filter refuses it or holds it back.</summary>
internal sealed class TransportBlockedException(TransportKind transport, bool isMute, Exception because) : CommandFailedException(
    $"{transport} {(transport == TransportKind.LongPolling ? "does" : "do")} not come through here ({(isMute ? "it connects, but nothing comes back" : "it is refused")}).", because)
{
    /// <summary>The transport.</summary>
    public TransportKind Transport { get; } = transport;

    /// <summary>It connected, but no answer came.</summary>
    public bool IsMute { get; } = isMute;
}
