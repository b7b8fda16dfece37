namespace Interception.Client.Console.Connection;

/// <summary>The server is there, but one transport does not come through to it: a proxy or a filter refuses it, or holds it back.</summary>
internal sealed class TransportBlockedException(TransportKind transport, string how, Exception because)
    : CommandFailedException($"{transport} {(transport == TransportKind.LongPolling ? "does" : "do")} not come through here ({how}).", because)
{
    /// <summary>Which one.</summary>
    public TransportKind Transport { get; } = transport;
}
