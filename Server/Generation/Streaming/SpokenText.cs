using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Interception.Server.Generation.Streaming;

/// <summary>A text that comes in strings of JSON, line by line. What was cut in two on the way is joined, and NUL is left out.</summary>
/// <remarks>.NET's own reading of such a string fails at half a character, and the run with it.</remarks>
internal sealed class SpokenText
{
    private const char Mark = '\uFFFD';

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private bool _mayHoldBytes;
    private char _half;

    /// <summary>What the line says of this text; empty for nothing.</summary>
    public string Said { get; private set; } = "";

    /// <summary>Makes room for the next line.</summary>
    public void Clear() => Said = "";

    /// <summary>Takes the string at which the reader stands.</summary>
    public void Take(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        var isPlain = !reader.ValueIsEscaped && !_mayHoldBytes && _half == 0 && Utf8.IsValid(bytes);
        Add(isPlain ? Encoding.UTF8.GetString(bytes) : Mended(bytes));
    }

    /// <summary>Ends the text: what is still half becomes U+FFFD.</summary>
    public void End()
    {
        Span<char> rest = stackalloc char[4];
        var count = _decoder.GetChars([], rest, flush: true);
        var halves = _half == 0 ? "" : Mark.ToString();
        _half = default;
        Said = halves + rest[..count].ToString();
    }

    private void Add(string text) => Said = Said.Length == 0 ? text : Said + text;

    private string Mended(ReadOnlySpan<byte> bytes)
    {
        var chars = ArrayPool<char>.Shared.Rent(bytes.Length + 4);
        try
        {
            var count = Unescape(bytes, chars);
            _mayHoldBytes = !Utf8.IsValid(bytes);
            return Joined(chars.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private int Unescape(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var count = 0;
        while (!bytes.IsEmpty)
        {
            var raw = bytes.IndexOf((byte)'\\');
            raw = raw < 0 ? bytes.Length : raw;
            // An escape ends whatever bytes were waiting for their rest.
            count += _decoder.GetChars(bytes[..raw], chars[count..], flush: raw < bytes.Length);
            bytes = bytes[raw..];
            if (bytes.IsEmpty) break;
            chars[count++] = Escaped(bytes, out var length);
            bytes = bytes[length..];
        }

        return count;
    }

    private static char Escaped(ReadOnlySpan<byte> bytes, out int length)
    {
        length = bytes[1] == 'u' ? 6 : 2;
        return bytes[1] switch
        {
            (byte)'u' => Utf8Parser.TryParse(bytes[2..6], out ushort unit, out _, 'x') ? (char)unit : Mark,
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            var same => (char)same,
        };
    }

    private string Joined(ReadOnlySpan<char> chars)
    {
        var text = new StringBuilder(chars.Length + 1);
        foreach (var unit in chars)
        {
            if (unit != 0) Join(unit, text);
        }

        return text.ToString();
    }

    private void Join(char unit, StringBuilder text)
    {
        var half = _half;
        _half = char.IsHighSurrogate(unit) ? unit : default;
        if (char.IsLowSurrogate(unit))
        {
            if (half == 0) text.Append(Mark);
            else text.Append(half).Append(unit);
            return;
        }

        if (half != 0) text.Append(Mark);
        if (_half == 0) text.Append(unit);
    }
}
