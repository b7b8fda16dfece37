using System.Text;
using System.Text.Json.Nodes;
using Interception.Tests.Support;

namespace Interception.Tests.Generation.Ollama;

/// <summary>The recorded streams as answers to a chat.</summary>
internal static class ChatRecordings
{
    /// <summary>The whole response. What was recorded at <c>/api/generate</c> is put into a chat's words.</summary>
    public static byte[] Bytes(string name)
    {
        var recorded = Recordings.Bytes($"ollama/{name}");
        var lines = Recordings.Lines($"ollama/{name}");
        return lines[0].Contains("\"response\"", StringComparison.Ordinal)
            ? [.. Head(recorded), .. lines.SelectMany(line => Chunk(AsChat(line) + "\n")), .. "0\r\n\r\n"u8]
            : recorded;
    }

    /// <summary>The lines alone.</summary>
    public static byte[] Body(string name) =>
        [.. Recordings.Lines($"ollama/{name}").SelectMany(line => Encoding.UTF8.GetBytes(AsChat(line) + "\n"))];

    /// <summary>All that was said, and all that was thought.</summary>
    public static (string Text, string Thought) Said(string name)
    {
        var messages = Recordings.Lines($"ollama/{name}").Select(line => JsonNode.Parse(AsChat(line))!["message"]).ToList();
        return (All(messages, "content"), All(messages, "thinking"));
    }

    private static string All(IEnumerable<JsonNode?> messages, string field) =>
        string.Concat(messages.Select(message => (string?)message?[field]));

    private static string AsChat(string line)
    {
        var said = JsonNode.Parse(line)!.AsObject();
        if (said.Remove("response", out var response))
        {
            said.Remove("thinking", out var thinking);
            said["message"] = new JsonObject { ["role"] = "assistant", ["content"] = response, ["thinking"] = thinking };
        }

        return said.ToJsonString();
    }

    private static byte[] Head(byte[] response) => response[..(response.AsSpan().IndexOf("\r\n\r\n"u8) + 4)];

    private static byte[] Chunk(string line) => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(line):x}\r\n{line}\r\n");
}
