using Microsoft.AspNetCore.Http.Connections;

namespace Interception.Client.Console.Connection;

/// <summary>How a connection carries its messages.</summary>
internal enum TransportKind
{
    WebSockets = HttpTransportType.WebSockets,
    ServerSentEvents = HttpTransportType.ServerSentEvents,
    LongPolling = HttpTransportType.LongPolling,
}
