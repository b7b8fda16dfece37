using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Interception.Tests.Support.Ollama;

/// <summary>One client's connection. It listens all the time, so that a client that leaves is noticed at once.</summary>
internal sealed class Connection
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource<long> _clientLeft = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Without a threshold: a paused reader would be blind for the client's leaving.
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

    /// <summary>Cancelled when the connection is over, from whichever side.</summary>
    public CancellationToken Over => _over.Token;

    public bool IsOver => _reset || _over.IsCancellationRequested;

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await _socket.SendAsync(bytes, Over)..];
    }

    /// <summary>Says that nothing more comes.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Waits for the client to go, so that its leaving is known for certain.</summary>
    public async Task GoneAsync()
    {
        await _receiving;
        _socket.Dispose();
    }

    /// <summary>Hangs up rudely: the client sees a reset.</summary>
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
            // The client left in this very moment.
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
