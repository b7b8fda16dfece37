using System.IO.Pipelines;
using System.Reflection;
using Microsoft.AspNetCore.Http.Connections;

namespace Interception.Server.Delivery.Limits;

/// <summary>
/// Lets the thread that writes to the hub also send. SignalR uses another thread for each message, which costs a third of
/// a token's time, and has no setting for it: the pipe's options are a private field. If a later version has no such
/// field, everything works as before at a higher cost, and a test reports it.
/// </summary>
internal static class InlineTransport
{
    private static readonly FieldInfo? Options =
        typeof(HttpConnectionDispatcherOptions).GetField("_transportPipeOptions", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Whether this version of SignalR has the field.</summary>
    public static bool IsPossible => Options?.FieldType == typeof(PipeOptions);

    /// <summary>Changes the options. The buffer's limits stay: a slow reader only delays its own stream.</summary>
    public static HttpConnectionDispatcherOptions Apply(HttpConnectionDispatcherOptions options)
    {
        if (!IsPossible) return options;
        var most = options.TransportMaxBufferSize;
        Options!.SetValue(options, new PipeOptions(pauseWriterThreshold: most, resumeWriterThreshold: most / 2,
            readerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        return options;
    }
}
