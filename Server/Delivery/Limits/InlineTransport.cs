using System.IO.Pipelines;
using System.Reflection;
using Microsoft.AspNetCore.Http.Connections;

namespace Interception.Server.Delivery.Limits;

/// <summary>
/// Has what the hub writes sent by whoever wrote it. SignalR sends for a thread for each message, which costs a third of what
/// a token costs, and offers no setting for it: the pipe's options are a field of its own. Where a later version has no such
/// field, everything works as before and costs more; a test says so.
/// </summary>
internal static class InlineTransport
{
    private static readonly FieldInfo? Options =
        typeof(HttpConnectionDispatcherOptions).GetField("_transportPipeOptions", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Whether this version of SignalR can be told.</summary>
    public static bool IsPossible => Options?.FieldType == typeof(PipeOptions);

    /// <summary>Tells it. The buffer's bounds stay: who reads slowly holds up its own stream.</summary>
    public static HttpConnectionDispatcherOptions Apply(HttpConnectionDispatcherOptions options)
    {
        if (!IsPossible) return options;
        var most = options.TransportMaxBufferSize;
        Options!.SetValue(options, new PipeOptions(pauseWriterThreshold: most, resumeWriterThreshold: most / 2,
            readerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        return options;
    }
}
