namespace Interception.Server.Generation;

/// <summary>Reads lines of bytes, however they are cut on the way, and never holds much more than the longest one.</summary>
internal sealed class LineReader(Stream upstream)
{
    internal const int LongestLine = 1024 * 1024;

    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private bool _begun;

    /// <summary>The next line with its end, blank ones left out; valid until the next call. Null at the end.</summary>
    /// <exception cref="IOException">The connection broke, or a line is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        while (await LengthAsync(cancellationToken) is var length and > 0)
        {
            var line = WithoutByteOrderMark(_buffer.AsMemory(_start, length));
            _start += length;
            if (line.Span.ContainsAnyExcept(" \t\r\n"u8))
            {
                return line;
            }
        }

        return null;
    }

    private async ValueTask<int> LengthAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        int found;
        while ((found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n')) < 0)
        {
            searched = _end - _start;
            ThrowIfTooLong(searched);
            if (!await FillAsync(cancellationToken))
            {
                return searched;
            }
        }

        ThrowIfTooLong(searched + found);
        return searched + found + 1;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await upstream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        var held = _end - _start;
        if (_start > 0 || held == _buffer.Length)
        {
            var roomier = held > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_start, held).CopyTo(roomier);
            (_buffer, _start, _end) = (roomier, 0, held);
        }
    }

    private ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> line)
    {
        var marked = !_begun && line.Span.StartsWith("\uFEFF"u8);
        _begun = true;
        return marked ? line[3..] : line;
    }

    private static void ThrowIfTooLong(int length)
    {
        if (length > LongestLine)
        {
            throw new IOException("A line is longer than a megabyte.");
        }
    }
}
