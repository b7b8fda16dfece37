using System.Globalization;
using System.Text;

namespace Interception.Tests.Delivery.Fuzz;

/// <summary>Makes messages that are nearly right: a right form with wrong parts, sometimes broken byte by byte.</summary>
internal sealed class Mangler(int seed)
{
    private static readonly string[] Methods =
    [
        "StartRun", "StartRun", "StartRun", "ContinueRun", "StopRun", "StreamPreInterception", "StreamInterception",
        "StreamPreOutput", "StreamOutput", "StreamStage", "Watch", "Probe", "startrun", "Nope", "Dispose", "OnConnectedAsync", "", "\\u0000", "ToString",
    ];

    private static readonly string[] Fields =
    [
        "text", "text", "text", "rules", "preset", "style", "language", "translateTo", "translateOutputTo", "output", "model", "until", "key",
        "prompt", "context", "style_prompt", "code", "options", "keep_alive", "raw", "template", "system", "images", "format",
        "skipStages", "safetyLevel", "stage", "__proto__", "constructor", "$type", "$ref", "", "\\ud800", "TEXT",
    ];

    private static readonly string[] Values =
    [
        "\"a blue bird\"", "\"a blue bird\"", "\"\"", "\" \"", "null", "0", "-1", "1e308", "1e999", "-0.0", "9223372036854775808", "true", "[]", "{}",
        "[null]", "[1,2]", "{\"a\":{\"b\":[]}}", "\"\\u0000\"", "\"\\ud83d\"", "\"\\udc26x\"", "\"a\\u202eb\"", "\"../../x\"", "\"llama3:405b\"",
        "\"model\\nX: y\"", "\"de\"", "\"xx-nowhere\"", "\"Output\"", "\"Opera\"", "{\"$type\":\"X.Y, Z\"}", "{\"num_ctx\":1e6,\"num_predict\":-1}",
        "\"<script>alert(1)</script>\"", "\"' OR 1=1 --\"", "\"{0}%s%n\"",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The key of a run that there is.</summary>
    public string Id { get; set; } = "AAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>A number below a bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>A frame, without its end, or several in one.</summary>
    public byte[] Frame() => Broken(100, Chance(50)
        ? $$"""{"type":{{OneOf("0", "2", "3", "5", "6", "7", "8", "9", "99", "-1", "\"1\"", "null")}},"invocationId":{{Value()}},"item":{{Value()}},"result":{{Value()}},"error":{{Value()}},"sequenceId":{{Value()}}}"""
        : Call(OneOf(Methods)));

    /// <summary>A body for any of the API's calls.</summary>
    public byte[] Body() => Broken(5, Chance(10) ? Value() : Object());

    /// <summary>A query for the platform's call.</summary>
    public string Query() => string.Join('&', Enumerable.Range(0, Below(5)).Select(_ =>
        $"{OneOf("prompt", "text", "context", "style_prompt", "model", "offset", "lang", "x")}={OneOf("a+bird", "", "%00", "%ED%A0%80", "%FF", "-1", "9223372036854775808", "1e9", "%F0%9F%90%A6", new string('a', Below(5_000)), "../x", "%0d%0aX:y")}"));

    /// <summary>A part of a path.</summary>
    public string PathPart() => OneOf(Id, "mine", "..%2f..", "%00", "%0a", "a b", new string('a', 300), "%ED%A0%80", "*", Below(9).ToString(CultureInfo.InvariantCulture));

    /// <summary>One of them.</summary>
    public T OneOf<T>(params T[] all) => all[Below(all.Length)];

    /// <summary>True once in so many times.</summary>
    public bool Chance(int times) => Below(times) == 0;

    private string Call(string method)
    {
        var type = Chance(10) ? OneOf("1", "4") : method is "StartRun" or "ContinueRun" or "StopRun" ? "1" : "4";
        return $$"""{"type":{{type}},"invocationId":"{{Below(100_000)}}","target":"{{method}}","arguments":{{(Chance(100) ? Value() : $"[{Arguments(method)}]")}}{{(Chance(20) ? ",\"x\":" + Value() : "")}}}""";
    }

    private string Arguments(string method) => Below(10) switch
    {
        0 => string.Join(',', Enumerable.Range(0, Below(4)).Select(_ => Value())),
        _ => method switch
        {
            "StartRun" => Object(),
            "ContinueRun" => $"{Key()},{Value()}",
            "StopRun" => Key(),
            "Probe" => $"{Number()},{Number()}",
            _ => $"{Key()},{Number()}",
        },
    };

    private string Key() => Chance(3) ? Value() : $"\"{Id}\"";

    private string Number() => OneOf("0", "1", "-1", "7", "1000", "2147483647", "9223372036854775807", "1.5", "null", Value());

    private string Object() => "{" + string.Join(',', Enumerable.Range(0, Chance(200) ? 1_000 : 1 + Below(5)).Select(_ => $"\"{OneOf(Fields)}\":{Value()}")) + "}";

    private string Value() => Below(40) switch
    {
        0 => $"\"{new string('a', 3_990 + Below(20))}\"",
        1 => $"\"{string.Concat(Enumerable.Repeat("\\ud83d\\udc68\\u200d", 1_000 + Below(400)))}\"",
        2 when Chance(10) => Deep(Chance(2) ? 70 : 5_000),
        3 when Chance(10) => OneOf("NaN", "undefined", "'single'", "01", "+1", "\"\n\""),
        _ => OneOf(Values),
    };

    private static string Deep(int depth) => new string('[', depth) + new string(']', depth);

    /// <summary>One in so many is damaged: bytes changed, cut off, doubled, or none of UTF-8.</summary>
    private byte[] Broken(int times, string message)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        if (!Chance(times) || bytes.Length == 0) return bytes;
        for (var changes = 1 + Below(3); changes > 0; changes--) bytes[Below(bytes.Length)] = (byte)Below(256);
        return Below(4) switch
        {
            0 => bytes[..Below(bytes.Length)],
            1 => [.. bytes, .. bytes],
            2 => [.. bytes, 0xC3, 0x28],
            _ => bytes,
        };
    }
}
