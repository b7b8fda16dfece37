using Interception.Server.Generation;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>Every way in which an answer can go wrong, by its cause.</summary>
public sealed class FailureTests : OpenAiTest
{
    private const string Error = """data: {"error":{"code":500,"message":"out of memory","type":"server_error"}}""";
    private const string MistralError = """data: {"object":"error","message":"Service unavailable.","type":"internal_server_error","code":"3000"}""";
    private const string TooLong = "{\"object\":\"error\",\"message\":\"Prompt contains 40000 tokens, too large for model with 32768 maximum context length\",\"type\":\"invalid_request_message_order\",\"param\":null,\"code\":\"3051\"}";
    private static readonly string Nothing = Chunks.Delta("""{"role":"assistant","content":null}""");
    private static readonly string A = Chunks.Text("a");

    public static TheoryData<string, Answer, GenerationFailure> BeforeTheFirstPiece => new()
    {
        { "400", Answer.Recording("bad-request.http"), GenerationFailure.Refused },
        { "400 not JSON", Answer.Recording("not-json.http"), GenerationFailure.Refused },
        { "400 too long, llama.cpp", Answer.Recording("context-exceeded.http"), GenerationFailure.TooLong },
        { "400 too long, Mistral", Answer.Status(400, TooLong), GenerationFailure.TooLong },
        { "400 too long, OpenAI", Answer.Status(400, """{"error":{"message":"no","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"""), GenerationFailure.TooLong },
        { "400 unknown model, Mistral", Answer.Status(400, """{"object":"error","message":"Invalid model: bird","type":"invalid_model","param":null,"code":"1500"}"""), GenerationFailure.ModelMissing },
        { "401", Answer.Status(401, """{"message":"Unauthorized","request_id":"1"}"""), GenerationFailure.Refused },
        { "403", Answer.Status(403, ""), GenerationFailure.Refused },
        { "404", Answer.Status(404, """{"error":{"message":"The model `bird` does not exist","type":"invalid_request_error","code":"model_not_found"}}"""), GenerationFailure.ModelMissing },
        { "404, no words", Answer.Status(404, "<h1>Not Found", "text/html"), GenerationFailure.ModelMissing },
        { "400, a filter", Answer.Status(400, """{"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","status":400}}"""), GenerationFailure.Declined },
        { "400, a policy", Answer.Status(400, """{"error":{"message":"no","type":"invalid_request_error","code":"content_policy_violation"}}"""), GenerationFailure.Declined },
        { "a refusal alone", Answer.Stream(Chunks.Delta("""{"content":null,"refusal":"I"}""")).Finish("stop"), GenerationFailure.Declined },
        { "422", Answer.Recorded422, GenerationFailure.Refused },
        { "429", Answer.Status(429, """{"object":"error","message":"Requests rate limit exceeded","type":"rate_limited","code":"1300"}"""), GenerationFailure.Unavailable },
        { "500", Answer.Status(500, """{"error":"boom"}"""), GenerationFailure.Unavailable },
        { "503, endless words", Answer.Status(503, new string('x', 1_000_000), "text/html"), GenerationFailure.Unavailable },
        { "302", Answer.Status(302, "", "text/html", "Location: http://192.0.2.1/"), GenerationFailure.Refused },
        { "a whole answer instead of a stream", Answer.Recording("chat-json-schema.http"), GenerationFailure.Unavailable },
        { "an error with 200", Answer.Status(200, """{"error":"overloaded"}"""), GenerationFailure.Unavailable },
        { "a page", Answer.Status(200, "<!doctype html><p>Hello", "text/html"), GenerationFailure.Unavailable },
        { "error", Answer.Stream(Error), GenerationFailure.Unavailable },
        { "error after nothing", Answer.Stream(Nothing, Error), GenerationFailure.Unavailable },
        { "error in a field of its own", Answer.Stream("""error: {"code":500,"message":"out of memory","type":"server_error"}"""), GenerationFailure.Unavailable },
        { "garbage", Answer.Stream("data: <p>"), GenerationFailure.Unavailable },
        { "no event", Answer.Stream("""{"error":"boom"}"""), GenerationFailure.Unavailable },
        { "another's JSON", Answer.Stream("""data: {"status":"ok"}"""), GenerationFailure.Unavailable },
        { "null", Answer.Stream("data: null"), GenerationFailure.Unavailable },
        { "a line over a megabyte", Answer.Stream(A + new string(' ', 1024 * 1024)), GenerationFailure.Unavailable },
        { "reset before the head", Answer.ResetBeforeHeaders(), GenerationFailure.Unavailable },
        { "reset after nothing", Answer.Stream(Nothing).ThenReset(), GenerationFailure.Unavailable },
        { "end of the connection after nothing", Answer.Stream(Nothing).ThenFin(), GenerationFailure.Unavailable },
        { "clean end", Answer.Stream(), GenerationFailure.Truncated },
        { "clean end after nothing", Answer.Stream(Nothing), GenerationFailure.Truncated },
        { "done without a word or a reason", Answer.Stream("data: [DONE]"), GenerationFailure.Truncated },
        { "stop without text", Answer.Tokens(), GenerationFailure.Interrupted },
    };

    public static TheoryData<string, Answer, GenerationFailure> AfterTheFirstPiece => new()
    {
        { "error", Answer.Stream(A, Error, "data: [DONE]"), GenerationFailure.Interrupted },
        { "error of Mistral's", Answer.Stream(A, MistralError), GenerationFailure.Interrupted },
        { "error beside choices", Answer.Stream(A, Error.Replace("{\"error\"", "{\"choices\":[],\"error\"")), GenerationFailure.Interrupted },
        { "reset", Answer.Stream(A).ThenReset(), GenerationFailure.Interrupted },
        { "end of the connection", Answer.Stream(A).ThenFin(), GenerationFailure.Interrupted },
        { "garbage", Answer.Stream(A, "data: {", "data: [DONE]"), GenerationFailure.Interrupted },
        { "half a character in an error", Answer.Stream(A, """data: {"error":"\ud83d"}"""), GenerationFailure.Interrupted },
        { "content of another kind", Answer.Stream(A, Chunks.Delta("""{"content":7}""")), GenerationFailure.Interrupted },
        { "a line over a megabyte", Answer.Stream(A, A + new string(' ', 1024 * 1024)), GenerationFailure.Interrupted },
        { "a filter's reason", Answer.Stream(A).Finish("content_filter"), GenerationFailure.Declined },
        { "a filter's reason in capitals", Answer.Stream(A).Finish("SAFETY"), GenerationFailure.Declined },
        { "a refusal", Answer.Stream(A, Chunks.Delta("""{"refusal":"I can't"}""")).Finish("stop"), GenerationFailure.Declined },
        { "a refusal in a list", Answer.Stream(A, Chunks.Delta("""{"content":[{"type":"refusal","refusal":"I can't"}]}""")).Finish("stop"), GenerationFailure.Declined },
        { "a filter's error", Answer.Stream(A, """data: {"error":{"message":"filtered","code":"content_filter"}}"""), GenerationFailure.Declined },
        { "text after an early reason and a limit", Answer.Stream(Chunks.Finish("stop"), A, Chunks.Finish("max_tokens")), GenerationFailure.Truncated },
        { "text after an early reason and an error", Answer.Stream(Chunks.Finish("stop"), A, Error), GenerationFailure.Interrupted },
        { "text after an early reason and no end", Answer.Stream(Chunks.Finish("stop"), A), GenerationFailure.Truncated },
        { "an error's reason", Answer.Stream(A).Finish("error"), GenerationFailure.Interrupted },
        { "length", Answer.Stream(A).Finish("length"), GenerationFailure.Truncated },
        { "the model's own length", Answer.Stream(A).Finish("model_length"), GenerationFailure.Truncated },
        { "clean end", Answer.Stream(A), GenerationFailure.Truncated },
        { "done without a reason", Answer.Stream(A, "data: [DONE]"), GenerationFailure.Truncated },
    };

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BeforeTheFirstPiece))]
    public Task Before_the_first_piece(string cause, Answer answer, GenerationFailure expected) => Expect(cause, answer, expected, "");

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(AfterTheFirstPiece))]
    public Task After_the_first_piece(string cause, Answer answer, GenerationFailure expected) => Expect(cause, answer, expected, "a");

    [Fact(Timeout = 10_000)]
    public async Task Nobody_there_is_unavailable()
    {
        await Server.KillAsync();

        (await TryAnswerAsync()).Failure!.Failure.Should().Be(GenerationFailure.Unavailable);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(400, false)]
    [InlineData(500, false)]
    [InlineData(200, true)]
    public async Task A_key_that_the_server_repeats_is_not_passed_on(int status, bool streams)
    {
        var words = $$$"""{"error":{"message":"Incorrect key {{{OpenAiSetup.Key}}}","type":"x"}}""";
        Server.Enqueue(streams ? Answer.Stream($"data: {words}") : Answer.Status(status, words));

        (await TryAnswerAsync()).Failure!.ToString().Should().NotContain(OpenAiSetup.Key);
    }

    private async Task Expect(string cause, Answer answer, GenerationFailure expected, string text)
    {
        Server.Enqueue(answer);

        var (pieces, failure) = await TryAnswerAsync();

        failure.Should().NotBeNull(cause);
        failure!.Failure.Should().Be(expected, "{0}: {1}", cause, failure.Message);
        failure.Message.Length.Should().BeInRange(5, 250);
        failure.ToString().Should().NotContain("Only animals").And.NotContain(OpenAiSetup.Key);
        All(pieces, PieceKind.Text).Should().Be(text);
        pieces.Should().NotContain(piece => piece.Kind == PieceKind.Figures);
        Server.Requests.Count.Should().Be(1, "nothing is tried again");
    }
}
