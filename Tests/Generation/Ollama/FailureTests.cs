using Interception.Server.Generation;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>Every way in which an answer can go wrong, by its cause.</summary>
public sealed class FailureTests : OllamaTest
{
    private const string Piece = """{"model":"m","message":{"role":"assistant","content":"a"},"done":false}""";
    private const string Thought = """{"model":"m","message":{"role":"assistant","content":"","thinking":"a"},"done":false}""";
    private const string Nothing = """{"model":"m","message":{"role":"assistant","content":""},"done":false}""";
    private const string Last = """{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}""";

    public static TheoryData<string, Script, GenerationFailure> BeforeTheFirstPiece => new()
    {
        { "400", Script.Error(400, "invalid model name"), GenerationFailure.Refused },
        { "400 bad name", Script.Recording("0.32.15/bad-name.http"), GenerationFailure.Refused },
        { "429", Script.Error(429, "too many concurrent requests"), GenerationFailure.Unavailable },
        { "400 too long, 0.24", Script.Recording("0.24.0/prompt-too-long-strict.http"), GenerationFailure.TooLong },
        { "400 too long, 0.32", Script.Recording("0.32.15/prompt-too-long-strict.http"), GenerationFailure.TooLong },
        { "403", Script.Recording("0.32.15/foreign-origin.http"), GenerationFailure.Refused },
        { "404", Script.Recording("0.32.15/missing-model-chat.http"), GenerationFailure.ModelMissing },
        { "404, no words", Script.Recording("0.32.15/no-such-path.http"), GenerationFailure.ModelMissing },
        { "405", Script.Recording("0.32.15/wrong-method.http"), GenerationFailure.Refused },
        { "500", Script.Recording("0.32.15/bad-format.http"), GenerationFailure.Unavailable },
        { "503", Script.Recording("0.32.15/busy.http"), GenerationFailure.Unavailable },
        { "502, endless words", Script.Status(502, new string('x', 1_000_000), "text/html"), GenerationFailure.Unavailable },
        { "301", Script.Status(301, "", "text/plain", "Location: /api/version"), GenerationFailure.Refused },
        { "204", Script.Status(204, ""), GenerationFailure.Refused },
        { "a page", Script.Status(200, "<!doctype html><p>Hello", "text/html"), GenerationFailure.Unavailable },
        { "an empty page", Script.Status(200, "", "text/html"), GenerationFailure.Unavailable },
        { "error line", Script.Tokens().ThenErrorLine("out of memory"), GenerationFailure.Unavailable },
        { "error line after nothing", Script.Lines(Nothing, """{"error":"context canceled"}"""), GenerationFailure.Unavailable },
        { "garbage", Script.Lines("data: {}", Last), GenerationFailure.Unavailable },
        { "another's JSON", Script.Lines("""{"status":"ok"}"""), GenerationFailure.Unavailable },
        { "null", Script.Lines("null"), GenerationFailure.Unavailable },
        { "a line over a megabyte", Script.Lines(Last + new string(' ', 1024 * 1024)), GenerationFailure.Unavailable },
        { "reset before the head", Script.ResetBeforeHeaders(), GenerationFailure.Unavailable },
        { "end before the head", Script.Tokens().ThenFin(), GenerationFailure.Unavailable },
        { "reset after nothing", Script.Tokens("").ThenReset(), GenerationFailure.Unavailable },
        { "end of the connection after nothing", Script.Tokens("").ThenFin(), GenerationFailure.Unavailable },
        { "clean end after nothing", Script.Tokens("").ThenEnd(), GenerationFailure.Truncated },
        { "stop without text", Script.Tokens(), GenerationFailure.Interrupted },
        { "unknown reason without text", Script.Tokens().Done("unload"), GenerationFailure.Interrupted },
    };

    public static TheoryData<string, Script, GenerationFailure> AfterTheFirstPiece => new()
    {
        { "error line", Script.Tokens("a").ThenErrorLine("unexpected EOF"), GenerationFailure.Interrupted },
        { "reset", Script.Tokens("a").ThenReset(), GenerationFailure.Interrupted },
        { "end of the connection", Script.Tokens("a").ThenFin(), GenerationFailure.Interrupted },
        { "garbage", Script.Lines(Piece, "<p>", Last), GenerationFailure.Interrupted },
        { "a line of another kind", Script.Lines(Piece, Piece.Replace("\"m\"", "{}"), Last), GenerationFailure.Interrupted },
        { "a line over a megabyte", Script.Lines(Piece, Last + new string(' ', 1024 * 1024)), GenerationFailure.Interrupted },
        { "a filter's reason", Script.Tokens("a").Done("content_filter"), GenerationFailure.Declined },
        { "an error's reason", Script.Tokens("a").Done("error"), GenerationFailure.Interrupted },
        { "length in capitals", Script.Tokens("a").Done("MAX_TOKENS"), GenerationFailure.Truncated },
        { "not done, in words", Script.Lines(Piece, Last.Replace("true", "null")), GenerationFailure.Truncated },
        { "a last line that does not say so", Script.Lines(Piece, Last.Replace("\"done\":true,", "")), GenerationFailure.Truncated },
        { "length", Script.Tokens("a").Done("length"), GenerationFailure.Truncated },
        { "clean end", Script.Tokens("a").ThenEnd(), GenerationFailure.Truncated },
    };

    public static TheoryData<string, Script, GenerationFailure> AfterAThought => new()
    {
        { "error line", Script.Lines(Thought, """{"error":"unexpected EOF"}"""), GenerationFailure.Interrupted },
        { "reset", Script.Tokens().ThinkingFirst("a").ThenReset(), GenerationFailure.Interrupted },
        { "stop without text", Script.Tokens().ThinkingFirst("a"), GenerationFailure.Interrupted },
        { "length without text", Script.Tokens().ThinkingFirst("a").Done("length"), GenerationFailure.Truncated },
    };

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BeforeTheFirstPiece))]
    public Task Before_the_first_piece(string cause, Script script, GenerationFailure expected) => Expect(cause, script, expected, "", "");

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(AfterTheFirstPiece))]
    public Task After_the_first_piece(string cause, Script script, GenerationFailure expected) => Expect(cause, script, expected, "a", "");

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(AfterAThought))]
    public Task After_a_thought(string cause, Script script, GenerationFailure expected) => Expect(cause, script, expected, "", "a");

    [Fact(Timeout = 10_000)]
    public async Task Nobody_there_is_unavailable()
    {
        await Ollama.KillAsync();

        var (_, failure) = await TryAnswerAsync();

        failure!.Failure.Should().Be(GenerationFailure.Unavailable);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_model_that_is_not_there_is_missing_before_anything_else_is_asked()
    {
        var (_, failure) = await TryAnswerAsync(OllamaSetup.Ask("nobird"));

        failure!.Failure.Should().Be(GenerationFailure.ModelMissing);
        failure.Message.Should().Be("Ollama answered 404: model 'nobird:latest' not found");
        Ollama.Requests.Should().ContainSingle().Which.Path.Should().Be("/api/show");
    }

    [Theory(Timeout = 10_000)]
    [InlineData("")]
    [InlineData("{\"capabilities\":7}")]
    [InlineData("<p>Hello")]
    public async Task A_description_that_cannot_be_read_is_unavailable(string body)
    {
        Ollama.On("/api/show", _ => Script.Status(200, body));

        (await TryAnswerAsync()).Failure!.Failure.Should().Be(GenerationFailure.Unavailable);
    }

    private async Task Expect(string cause, Script script, GenerationFailure expected, string text, string thought)
    {
        Ollama.EnqueueText(script);

        var (pieces, failure) = await TryAnswerAsync();

        failure.Should().NotBeNull(cause);
        failure!.Failure.Should().Be(expected, "{0}: {1}", cause, failure.Message);
        failure.Message.Length.Should().BeInRange(5, 250);
        failure.ToString().Should().NotContain("Only animals");
        All(pieces, PieceKind.Text).Should().Be(text);
        All(pieces, PieceKind.Thinking).Should().Be(thought);
        pieces.Should().NotContain(piece => piece.Kind == PieceKind.Figures);
        Ollama.TextCalls.Count.Should().Be(1, "nothing is tried again here");
    }
}
