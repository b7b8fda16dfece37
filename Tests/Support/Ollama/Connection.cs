using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Interception.Tests.Support.Ollama;

/// <summary>One client's connection. It reads all the time, so that a client that leaves is noticed at once.</summary>
internal sealed class Connection
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource<long> _clientLeft = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Without a threshold, because a paused reader would not notice that the client leaves.
    private readonly Pipe _received = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Task _receiving;
    private volatile bool _reset;

    public Connection(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        Requests = new RequestReader(_received.Reader, _clientLeft.Task);
        _receiving = ReceiveAsync();
    }

    public RequestReader Requests { get; }

    /// <summary>Cancelled when either side ends the connection.</summary>
    public CancellationToken Over => _over.Token;

    public bool IsOver => _reset || _over.IsCancellationRequested;

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await _socket.SendAsync(bytes, Over)..];
    }

    /// <summary>Closes the sending side.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Waits until the client has closed the connection.</summary>
    public async Task GoneAsync()
    {
        await _receiving;
        _socket.Dispose();
    }

    /// <summary>Resets the connection.</summary>
    public void Reset()
    {
        if (IsOver) return;
        _reset = true;
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
            _socket.Close();
        }
        catch (ObjectDisposedException)
        {
            // The client left at this very moment.
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await _socket.ReceiveAsync(_received.Writer.GetMemory(4096)) is > 0 and var length)
            {
                _received.Writer.Advance(length);
                await _received.Writer.FlushAsync();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // A client may leave with a reset as well.
        }

        if (_reset) _clientLeft.TrySetCanceled();
        else _clientLeft.TrySetResult(Stopwatch.GetTimestamp());
        await _received.Writer.CompleteAsync();
        await _over.CancelAsync();
    }
}
