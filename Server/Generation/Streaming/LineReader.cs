using System.Runtime.CompilerServices;

namespace Interception.Server.Generation.Streaming;

/// <summary>Reads lines of bytes, however they are cut, and never holds much more than the longest line.</summary>
/// <param name="upstream">The response.</param>
/// <param name="ofEvents">Whether they are lines of server-sent events: blank ones count, and a carriage return alone ends a line.</param>
internal sealed class LineReader(Stream upstream, bool ofEvents = false)
{
    internal const int LongestLine = 1024 * 1024;

    private byte[] _buffer = new byte[2048];
    private int _start;
    private int _end;
    private int _searched;
    private bool _isOver;
    private bool _begun;
    private bool _mayEndInLineFeed;

    /// <summary>The next line with its end; valid until the next call. Null at the end.</summary>
    /// <exception cref="IOException">The connection broke, or a line is too long.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int length;
            // Only one await, however many bytes a line has, because each waiting method costs memory for each token.
            while ((length = Length()) < 0)
            {
                MakeRoom();
                var read = await upstream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
                _end += read;
                _isOver = read == 0;
            }

            if (length == 0) return null;
            if (Taken(length) is { } line) return line;
        }
    }

    /// <summary>The next line if it has arrived; null when it must be waited for.</summary>
    /// <exception cref="IOException">A line is too long.</exception>
    public ReadOnlyMemory<byte>? TryNext()
    {
        while (_end > _start && Length() is > 0 and var length)
            if (Taken(length) is { } line) return line;
        return null;
    }

    /// <summary>The line of that length; null for a blank one, where those do not count.</summary>
    private ReadOnlyMemory<byte>? Taken(int length)
    {
        var line = WithoutByteOrderMark(_buffer.AsMemory(_start, length));
        _start += length;
        _searched = 0;
        _mayEndInLineFeed = ofEvents && line.Span.EndsWith("\r"u8);
        return ofEvents || line.Span.ContainsAnyExcept(" \t\r\n"u8) ? line : (ReadOnlyMemory<byte>?)null;
    }

    /// <summary>The length of the next whole line; below 0 while more may come, 0 at the end.</summary>
    private int Length()
    {
        PassLineFeed();
        var unread = _buffer.AsSpan(_start + _searched, _end - _start - _searched);
        var found = ofEvents ? unread.IndexOfAny("\r\n"u8) : unread.IndexOf((byte)'\n');
        var length = found < 0 ? _end - _start : _searched + found + 1;
        ThrowIfTooLong(found < 0 ? length : length - 1);
        _searched = found < 0 ? length : _searched;
        return found >= 0 || _isOver ? length : -1;
    }

    /// <summary>A line that ended in a carriage return is read at once; a line feed behind it begins no line of its own.</summary>
    private void PassLineFeed()
    {
        if (!_mayEndInLineFeed || _end == _start) return;
        _mayEndInLineFeed = false;
        if (_buffer[_start] == '\n') _start++;
    }

    private void MakeRoom()
    {
        var held = _end - _start;
        if (_start > 0 || held == _buffer.Length)
        {
            var roomier = held > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_start, held).CopyTo(roomier);
            _buffer = roomier;
            _start = 0;
            _end = held;
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
