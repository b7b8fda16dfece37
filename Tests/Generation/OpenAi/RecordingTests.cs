using System.Text;
using Interception.Server.Generation;
using Interception.Server.Generation.OpenAi;
using Interception.Server.Generation.Streaming;
using Interception.Tests.Support;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>What llama.cpp's server sent, read as it was meant, however it is cut on the way.</summary>
public sealed class RecordingTests : OpenAiTest
{
    private const string Usage = "chat-stream-usage.http";

    [Fact(Timeout = 10_000)]
    public async Task A_recorded_answer_is_whole()
    {
        Server.Enqueue(Answer.Recording(Usage));

        var pieces = await Stream().ToListAsync(Cancel);

        All(pieces, PieceKind.Text).Should().StartWith(" Über allem liegt ein Schatten größer als der Regen").And.EndWith(" slow.");
        pieces[^1].Figures.Should().Be(new ModelUsage(25, default, 47, default, default));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_recorded_answer_that_was_cut_off_is_truncated()
    {
        Server.Enqueue(Answer.Recording("chat-stream-length.http"));

        var (pieces, failure) = await TryAnswerAsync();

        (All(pieces, PieceKind.Text), failure!.Failure).Should().Be((" ✨ Der", GenerationFailure.Truncated));
    }

    [Theory(Timeout = 20_000)]
    [InlineData(Usage)]
    [InlineData("chat-stream-length.http")]
    public async Task A_recordings_beginning_and_end_cut_in_two_at_every_byte_say_the_same(string name)
    {
        var lines = Recordings.Lines($"openai-compatible/{name}");
        var body = Encoding.UTF8.GetBytes(string.Join("\n\n", [.. lines[..4], .. lines[^4..]]));
        var whole = await ReadAsync(new MemoryStream(body));
        whole.Should().EndWith("[DONE]");

        for (var cut = 1; cut < body.Length; cut++)
            (await ReadAsync(new CutStream(body, cut))).Should().Be(whole, "cut at {0}", cut);
    }

    private static async Task<string> ReadAsync(Stream body)
    {
        var lines = new AnswerLineReader<AnswerLine>(body, new AnswerEventParser().Parse);
        var said = new StringBuilder();
        while (await lines.NextAsync(Cancel) is { } chunk)
            said.Append($"{chunk.Text.Said}|{chunk.Reason}|{chunk.Figures}|{(chunk.IsLast ? "[DONE]" : "")}");
        return said.ToString();
    }
}
