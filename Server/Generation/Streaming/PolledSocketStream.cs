using System.Net.Sockets;
using Interception.Server.Scheduling;

namespace Interception.Server.Generation.Streaming;

/// <summary>A connection to a model server. Under a beat it is looked at once a beat, so the kernel reports no single token.</summary>
/// <remarks>To be woken for each token, which is read only at the next beat, takes a fifth of the time that a token takes.</remarks>
internal sealed class PolledSocketStream(Socket socket, BeatClock beats) : NetworkStream(socket, ownsSocket: true)
{
    /// <summary>More bytes than an answer brings in a beat, and fewer than a connection holds. An end or an error is always reported.</summary>
    private const int Many = 32 * 1024;

    private bool _isSilent;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!MayLook || cancellationToken.IsCancellationRequested) return base.ReadAsync(buffer, cancellationToken);
        var length = Look(buffer.Span);
        // Whoever looked too early waits, and must be woken by the next token.
        Silence(length is not null);
        return length is { } read ? new(read) : base.ReadAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private bool MayLook => _isSilent || (OperatingSystem.IsLinux() && beats.Length > TimeSpan.Zero);

    /// <summary>Reads what is there; null for nothing.</summary>
    private int? Look(Span<byte> buffer)
    {
        // A read of no bytes is a wait for some.
        if (buffer.Length == 0) return null;
        Socket.Blocking = false;
        var length = Socket.Receive(buffer, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => length,
            SocketError.WouldBlock => null,
            _ => throw new IOException("The connection to the model server broke.", new SocketException((int)error)),
        };
    }

    private void Silence(bool isSilent)
    {
        if (_isSilent == isSilent) return;
        _isSilent = isSilent;
        Socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveLowWater, isSilent ? Many : 1);
    }
}
