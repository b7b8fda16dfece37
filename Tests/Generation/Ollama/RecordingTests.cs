using System.Collections.Concurrent;
using Interception.Server.Generation;
using Interception.Server.Generation.Streaming;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>What real servers sent, read as it was meant, however it is cut on the way.</summary>
public sealed class RecordingTests : OllamaTest
{
    public static TheoryData<string, GenerationFailure?> Recorded => new()
    {
        { "0.24.0/generate-stream-length.http", GenerationFailure.Truncated },
        { "0.24.0/runner-killed-mid-stream.http", GenerationFailure.Interrupted },
        { "0.32.15/chat-json-schema-stream.http", null },
        { "0.32.15/chat-stream-length.http", GenerationFailure.Truncated },
        { "0.32.15/chat-stream-stop.http", GenerationFailure.Interrupted },
        { "0.32.15/chat-thinking-on.http", GenerationFailure.Interrupted },
        { "0.32.15/chat-thinking-only-cut.http", GenerationFailure.Truncated },
        { "0.32.15/chat-thinking.http", GenerationFailure.Interrupted },
        { "0.32.15/end-without-done-chat.http", GenerationFailure.Truncated },
        { "0.32.15/end-without-done.http", GenerationFailure.Truncated },
        { "0.32.15/generate-stream-length.http", GenerationFailure.Truncated },
        { "0.32.15/generate-stream-stop.http", null },
        { "0.32.15/generate-thinking.http", GenerationFailure.Interrupted },
        { "0.32.15/runner-killed-mid-stream.http", GenerationFailure.Interrupted },
        { "0.32.15/think-false-unsupported.http", GenerationFailure.Truncated },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Recorded))]
    public async Task A_recording_over_a_socket(string name, GenerationFailure? failure)
    {
        foreach (var script in new[] { Whole(name), Whole(name).CutAt(500, 1000), Whole(name).ByteByByte() })
        {
            Ollama.EnqueueText(script);
            (await ReadAsync(Setup)).Should().Be((Expected(name), failure));
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("0.32.15/chat-stream-stop.http", GenerationFailure.Interrupted)]
    [InlineData("0.32.15/runner-killed-mid-stream.http", GenerationFailure.Interrupted)]
    [InlineData("0.32.15/think-false-unsupported.http", GenerationFailure.Truncated)]
    public async Task A_recording_cut_in_two_at_every_byte(string name, GenerationFailure? failure)
    {
        var bytes = ChatRecordings.Bytes(name);
        var cut = -1;
        int NextCut() => Interlocked.Increment(ref cut);
        using var setup = new OllamaSetup(
            TimeProvider.System,
            (clocks, pipelines) => new ModelHttpHandler(clocks, pipelines, (_, _) => ValueTask.FromResult<Stream>(new ReplayedConnection(bytes, NextCut))),
            new Uri("http://recorded"));
        var results = new ConcurrentBag<((string, string), GenerationFailure?)>();

        await Parallel.ForAsync(0, bytes.Length, Cancel, async (_, _) => results.Add(await ReadAsync(setup)));

        results.Distinct().Should().Equal((Expected(name), failure));
        cut.Should().Be(bytes.Length - 1);
    }

    private static Script Whole(string name) => Script.Bytes(ChatRecordings.Bytes(name));

    /// <summary>In one recording the model thinks aloud.</summary>
    private static (string Text, string Thought) Expected(string name) =>
        ChatRecordings.Said(name) is (" <think> First see what the bird. It remembers every song and keeps them in its wood.", "")
            ? (" ", " First see what the bird. It remembers every song and keeps them in its wood.")
            : ChatRecordings.Said(name);

    private static async Task<((string Text, string Thought) Said, GenerationFailure? Failure)> ReadAsync(OllamaSetup setup)
    {
        var (pieces, failure) = await TryAllAsync(setup.Generator.StreamAsync(OllamaSetup.Ask(), Cancel));
        return ((All(pieces, PieceKind.Text), All(pieces, PieceKind.Thinking)), failure?.Failure);
    }
}
