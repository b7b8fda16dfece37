using System.Text;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Chat;
using Interception.Server.Generation.Streaming;
using Interception.Server.Scheduling;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Generation;

/// <summary>What has come with one beat goes on in one piece; at rest every token is a piece of its own.</summary>
public class GatheredAnswerTests
{
    private const string Done = """{"model":"m","message":{"content":""},"done":true,"done_reason":"stop"}""";

    private static readonly ModelPrompt Prompt = new(GenerationJob.Interception, "local/m", "Write.", [new("idea", "a cat")]);

    [Fact]
    public async Task At_rest_every_token_is_a_piece() =>
        (await TextsAsync(answers: 1, Line("Ein"), Line(" Bild"), Line(" vom Meer"), Done)).Should().Equal("Ein", " Bild", " vom Meer");

    [Fact]
    public async Task Under_load_what_came_together_is_one_piece() =>
        (await TextsAsync(answers: 5_000, Line("Ein"), Line(" Bild"), Line(" vom Meer"), Done)).Should().Equal("Ein Bild vom Meer");

    [Fact]
    public async Task What_came_before_a_failure_is_said_before_it()
    {
        var said = new List<string>();

        var reading = async () =>
        {
            await foreach (var text in ReadAsync(answers: 5_000, Line("Ein"), Line(" Bild"), """{"error":"no memory"}""")) said.Add(text);
        };

        (await reading.Should().ThrowAsync<GenerationException>()).Which.Failure.Should().Be(GenerationFailure.Interrupted);
        said.Should().Equal("Ein Bild");
    }

    [Fact]
    public async Task Under_load_an_end_that_was_said_stands_whatever_follows() =>
        (await TextsAsync(answers: 5_000, Line("Ein"), Done, "garbage")).Should().Equal("Ein");

    private static async Task<List<string>> TextsAsync(int answers, params string[] lines)
    {
        var texts = new List<string>();
        await foreach (var text in ReadAsync(answers, lines)) texts.Add(text);
        return texts;
    }

    private static async IAsyncEnumerable<string> ReadAsync(int answers, params string[] lines)
    {
        var beats = new BeatClock(TimeProvider.System, cores: 1);
        for (var n = 1; n < answers; n++) beats.Join();
        var from = new AnswerLineReader<AnswerLine>(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")), new ChatLineParser().Parse);
        using var answer = new StreamedAnswer(new HttpResponseMessage(), from, await from.NextAsync(CancellationToken.None));
        var reader = new AnswerReader(Readers.Forms(), new ThoughtHabits(), new CallTimeouts(Options.Create(new TimeoutOptions()), TimeProvider.System),
            beats, new LoggerFactory([new Log()]).CreateLogger<AnswerReader>());
        await foreach (var piece in reader.ReadAsync(Prompt, answer, CancellationToken.None))
            if (piece.Kind == PieceKind.Text) yield return piece.Text;
    }

    private static string Line(string text) => $$"""{"model":"m","message":{"role":"assistant","content":"{{text}}"},"done":false}""";
}
