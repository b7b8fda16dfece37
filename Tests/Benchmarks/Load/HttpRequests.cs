using System.Net.Sockets;
using System.Text;

namespace Interception.Benchmarks.Load;

/// <summary>Reads the requests of one connection, as the servers that are measured send them: each with its length.</summary>
internal sealed class HttpRequests(Socket socket)
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;

    /// <summary>The next one; null when the connection is over.</summary>
    public async ValueTask<(string Path, string Body)?> NextAsync()
    {
        int head;
        while ((head = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
            if (!await FillAsync()) return null;
        var headers = Encoding.ASCII.GetString(_buffer, 0, head);
        var end = head + 4 + BodyLength(headers);
        while (_length < end)
            if (!await FillAsync()) return null;
        var body = Encoding.UTF8.GetString(_buffer, head + 4, end - head - 4);
        _buffer.AsSpan(end, _length - end).CopyTo(_buffer);
        _length -= end;
        return (headers.Split(' ', 3)[1], body);
    }

    private async ValueTask<bool> FillAsync()
    {
        if (_length == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = await socket.ReceiveAsync(_buffer.AsMemory(_length));
        _length += read;
        return read > 0;
    }

    private static int BodyLength(string headers)
    {
        const string name = "content-length:";
        var at = headers.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(headers.AsSpan(at + name.Length).Trim().ToString().Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
