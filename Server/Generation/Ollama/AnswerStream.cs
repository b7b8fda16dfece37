namespace Interception.Server.Generation.Ollama;

/// <summary>The guarded lines as the stream that OllamaSharp reads; each line under the clock between tokens.</summary>
internal sealed class AnswerStream(
    Stream upstream, AnswerLines lines, ReadOnlyMemory<byte> first, Clock betweenTokens, CancellationToken call) : Stream
{
    private ReadOnlyMemory<byte> _line = first;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_line.IsEmpty && !lines.Done)
        {
            _line = await betweenTokens.RunAsync(static (lines, token) => lines.NextAsync(token), lines, call);
        }

        var count = Math.Min(_line.Length, buffer.Length);
        _line[..count].CopyTo(buffer);
        _line = _line[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        upstream.Dispose();
        base.Dispose(disposing);
    }
}
