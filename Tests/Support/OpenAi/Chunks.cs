using System.Text.Json;

namespace Interception.Tests.Support.OpenAi;

/// <summary>Events of a stream in Mistral's words.</summary>
public static class Chunks
{
    /// <summary>A piece of text.</summary>
    public static string Text(string text) => Delta($$"""{"content":{{JsonSerializer.Serialize(text)}}}""");

    /// <summary>A piece of thought, as Mistral's thinking models send it.</summary>
    public static string Thought(string text) =>
        Delta($$"""{"content":[{"type":"thinking","thinking":[{"type":"text","text":{{JsonSerializer.Serialize(text)}}}]}]}""");

    /// <summary>The last event but one.</summary>
    public static string Finish(string reason) => Event(
        $$"""[{"index":0,"delta":{"content":""},"finish_reason":"{{reason}}"}],"usage":{"prompt_tokens":11,"total_tokens":71,"completion_tokens":60}""");

    /// <summary>An event with this delta.</summary>
    public static string Delta(string delta) => Event($$"""[{"index":0,"delta":{{delta}},"finish_reason":null}]""");

    private static string Event(string choices) =>
        $$"""data: {"id":"c3c7","object":"chat.completion.chunk","created":1762355135,"model":"mistral-small-latest","choices":{{choices}}}""";
}
