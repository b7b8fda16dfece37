namespace Interception.Tests.Chaos;

/// <summary>How a client reads.</summary>
internal enum Way
{
    /// <summary>The hub over WebSockets.</summary>
    WebSockets,

    /// <summary>The hub over server-sent events.</summary>
    ServerSentEvents,

    /// <summary>The hub over long polling.</summary>
    LongPolling,

    /// <summary>The stage streams and the events over plain HTTP.</summary>
    StageStream,
}
