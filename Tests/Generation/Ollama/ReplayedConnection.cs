using System.Text;

namespace Interception.Tests.Generation.Ollama;

/// <summary>A connection without a network: answers a chat with recorded bytes, cut in two at the next place.</summary>
internal sealed class ReplayedConnection(ReadOnlyMemory<byte> chat, Func<int> nextCut) : Stream
{
    private static readonly byte[] Thinker = Whole("""{"details":{"family":"llama"},"capabilities":["completion","thinking"]}""");
    private static readonly byte[] InMemory = Whole("""{"models":[{"name":"gpt-oss:20b"}]}""");

    private readonly Queue<ReadOnlyMemory<byte>> segments = new();
    private ReadOnlyMemory<byte> segment;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get; set; }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Span.StartsWith("POST /api/chat"u8))
        {
            var cut = nextCut();
            segments.Enqueue(chat[..cut]);
            segments.Enqueue(chat[cut..]);
        }
        else if (buffer.Span.StartsWith("POST /api/show"u8))
        {
            segments.Enqueue(Thinker);
        }
        else if (buffer.Span.StartsWith("GET /api/ps"u8))
        {
            segments.Enqueue(InMemory);
        }

        return default;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (segment.IsEmpty && segments.TryDequeue(out segment))
        {
        }

        var count = Math.Min(segment.Length, buffer.Length);
        segment[..count].CopyTo(buffer);
        segment = segment[count..];
        return ValueTask.FromResult(count);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private static byte[] Whole(string body) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
