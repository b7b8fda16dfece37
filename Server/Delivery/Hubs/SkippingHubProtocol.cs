using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Interception.Server.Delivery.Hubs;

/// <summary>SignalR's JSON protocol, which skips frames of an unknown type as it means to.</summary>
/// <remarks>
/// SignalR reports such a frame as "nothing yet", and its server then reads it again and again: everything that the client says
/// behind it is never heard. So a client with a later version of the protocol would fall silent for good.
/// </remarks>
internal sealed class SkippingHubProtocol(JsonHubProtocol json) : IHubProtocol
{
    public string Name => json.Name;

    public int Version => json.Version;

    public TransferFormat TransferFormat => json.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        for (var left = input.Length; ; left = input.Length)
        {
            if (json.TryParseMessage(ref input, binder, out message)) return true;
            if (input.Length == left) return false;
        }
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => json.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => json.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => json.IsVersionSupported(version);
}
