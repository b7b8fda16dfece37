using Microsoft.AspNetCore.Http.Connections;

namespace Interception.Client.Console.Connection;

/// <summary>The transport of a connection.</summary>
internal enum TransportKind
{
    WebSockets = HttpTransportType.WebSockets,
    ServerSentEvents = HttpTransportType.ServerSentEvents,
    LongPolling = HttpTransportType.LongPolling,
}
