using System.Globalization;
using System.Text;

namespace Interception.Tests.Support;

/// <summary>Recorded answers of real servers, from <c>Tests/Fixtures</c>.</summary>
public static class Recordings
{
    /// <summary>The path of a recording, such as <c>ollama/0.32.15/chat-thinking.http</c>.</summary>
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    /// <summary>The whole response, byte for byte.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path(name));

    /// <summary>The body alone, without its chunk lines.</summary>
    public static string Body(string name)
    {
        var bytes = Bytes(name).AsSpan();
        var end = bytes.IndexOf("\r\n\r\n"u8) + 4;
        var chunked = bytes[..end].IndexOf("Transfer-Encoding: chunked"u8) >= 0;
        return Encoding.UTF8.GetString(chunked ? Dechunk(bytes[end..]) : bytes[end..]);
    }

    /// <summary>The lines of the body.</summary>
    public static string[] Lines(string name) => Body(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static byte[] Dechunk(ReadOnlySpan<byte> body)
    {
        var whole = new List<byte>();
        while (true)
        {
            var line = body.IndexOf("\r\n"u8);
            var size = int.Parse(body[..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0) return [.. whole];
            whole.AddRange(body.Slice(line + 2, size));
            body = body[(line + 2 + size + 2)..];
        }
    }
}
