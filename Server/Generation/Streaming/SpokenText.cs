using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Interception.Server.Generation.Streaming;

/// <summary>A text that arrives in JSON strings, line by line. Halves of a character are joined, and NUL is removed.</summary>
/// <remarks>.NET cannot read a string with a half character, and the run would fail.</remarks>
internal sealed class SpokenText
{
    private const char Mark = '\uFFFD';

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private bool _mayHoldBytes;
    private char _half;

    /// <summary>The line's part of this text; empty for none.</summary>
    public string Said { get; private set; } = "";

    /// <summary>Clears it for the next line.</summary>
    public void Clear() => Said = "";

    /// <summary>Reads the present string of a reader.</summary>
    public void Take(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        var isPlain = !reader.ValueIsEscaped && !_mayHoldBytes && _half == 0 && Utf8.IsValid(bytes);
        Add(isPlain ? Encoding.UTF8.GetString(bytes) : Mended(bytes));
    }

    /// <summary>Ends the text: a half character becomes U+FFFD.</summary>
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
            // An escape ends a sequence of bytes that waits for its rest.
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
