using Interception.Server.Generation;
using Interception.Tests.Generation.OpenAi;
using Interception.Tests.Generation.Resilience;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.Reports;

/// <summary>A provider that does not want to is understood in every form, and its line says with which status and words.</summary>
public sealed class DeclinedCallTests : ResilienceTest
{
    private static readonly string Piece = Chunks.Text("a");

    public static TheoryData<Answer, string> Refusals => new()
    {
        { Whole(400, """{"error":{"message":"The response was filtered","code":"content_filter","status":400}}"""), "status 400): The response was filtered" },
        { Whole(400, """{"error":{"message":"No.","type":"invalid_request_error","code":"content_policy_violation"}}"""), "status 400): No." },
        { Whole(400, """{"error":{"message":"No.","code":"400","innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true}}}}}"""), "status 400): No." },
        { Whole(400, """{"error":{"message":"No.","code":null,"inner_error":{"code":"ContentFilter"}}}"""), "status 400): No." },
        { Whole(400, """{"error":{"message":"The prompt triggered the provider's content management policy. Please modify your prompt.","code":null}}"""), "status 400): The prompt " },
        { Whole(400, """{"error":{"code":"content_filter"}}"""), "status 400): (no words of its own)" },
        { Whole(400, """{"error":{"message":"Your prompt \ud83d was flagged as unsafe","code":"content_filter"}}"""), "status 400): Your prompt " },
        { Whole(403, """{"error":{"code":403,"message":"Input was flagged","metadata":{"reasons":["violence"],"flagged_input":"Only animals."}}}"""), "status 403): Input was flagged" },
        { Whole(422, """{"detail":{"error":{"message":"No.","type":"moderation_blocked"}}}"""), "status 422): No." },
        { Whole(200, """{"error":{"message":"No.","code":"content_filter"}}"""), "status 200): No." },
        { Answer.Stream("""data: {"error":{"message":"No.","code":"content_filter"}}"""), "status 200): No." },
        { Answer.Stream(Piece, """data: {"error":{"message":"No.","type":"content_filter","param":null}}"""), "status 200): No." },
        { Answer.Stream(Piece, "event: error", """data: {"message":"No.","code":"ContentFilter"}"""), "status 200): No." },
        { Answer.Stream(Chunks.Delta("""{"refusal":"I can't do animals"}""")).Finish("stop"), "status 200): The model or its provider does not want to." },
        { Answer.Stream(Piece, Chunks.Delta("""{"refusal":"\ud83d"}""")).Finish("stop"), "status 200): The model or its provider does not want to." },
        { Answer.Stream(Chunks.Delta("""{"content":[{"type":"refusal","refusal":"No"}]}""")).Finish("stop"), "status 200): The model or its provider does not want to." },
        { Answer.Stream(Piece).Finish("content_filter"), "status 200): The model or its provider does not want to: 'content_filter'." },
        { Answer.Stream().Finish("SAFETY"), "status 200): The model or its provider does not want to: 'SAFETY'." },
        { Answer.Stream(Piece).Finish("guardrail_intervened"), "status 200): The model or its provider does not want to: 'guardrail_intervened'." },
    };

    [Theory(Timeout = 30_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Refusals))]
    public async Task A_provider_that_does_not_want_to_leaves_one_line(Answer answer, string words)
    {
        await using var server = new ScriptedOpenAi();
        using var setup = new OpenAiSetup(Time, server.Address);
        server.Enqueue(answer);

        var asking = async () => await setup.Steady.StreamAsync(OpenAiSetup.Ask(), Cancel).ToListAsync(Cancel);

        (await asking.Should().ThrowAsync<GenerationException>()).Which.Failure.Should().Be(GenerationFailure.Declined, words);
        setup.Log.Warnings().Should().ContainSingle().Which.Should().StartWith($"A call to mistral for mistral-small-latest failed (Declined, {words}")
            .And.NotContainEquivalentOf("animals");
        server.Requests.Count.Should().Be(1, "nobody is asked again who does not want to");
    }

    public static TheoryData<Answer, GenerationFailure> Others => new()
    {
        { Whole(403, """{"error":{"message":"Your account was flagged for review","code":"account_suspended"}}"""), GenerationFailure.Refused },
        { Whole(401, """{"error":{"message":"See our usage policies","code":"invalid_api_key"}}"""), GenerationFailure.Refused },
        { Whole(429, """{"error":{"message":"Rate limit; see our usage policy","code":"rate_limited"}}"""), GenerationFailure.Unavailable },
        { Whole(500, """{"error":{"message":"The content filter is down","code":"content_filter_error"}}"""), GenerationFailure.Unavailable },
        { Whole(413, """{"error":{"message":"Request too large for model","type":"tokens"}}"""), GenerationFailure.TooLong },
        { Whole(400, """{"error":{"message":"prompt is too long: 9000 tokens > 8192 maximum","type":"invalid_request_error"}}"""), GenerationFailure.TooLong },
        { Whole(400, """{"error":{"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}"""), GenerationFailure.TooLong },
    };

    [Theory(Timeout = 30_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Others))]
    public async Task Whoever_says_anything_else_is_understood_as_that(Answer answer, GenerationFailure expected)
    {
        await using var server = new ScriptedOpenAi();
        using var setup = new OpenAiSetup(Time, server.Address);
        server.Enqueue(answer, answer);

        var asking = async () => await setup.Steady.StreamAsync(OpenAiSetup.Ask(job: GenerationJob.Verdict), Cancel).ToListAsync(Cancel);

        (await asking.Should().ThrowAsync<GenerationException>()).Which.Failure.Should().Be(expected);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("content_filter")]
    [InlineData("PROHIBITED_CONTENT")]
    public async Task So_does_a_model_that_Ollama_hands_on(string reason)
    {
        Ollama.EnqueueText(Script.Tokens("a").Done(reason), Script.Error(400, "blocked by our content policy"));

        foreach (var words in new[] { $"status 200): The model or its provider does not want to: '{reason}'.", "status 400): blocked by our content policy" })
        {
            (await AskAsync()).Failure!.Failure.Should().Be(GenerationFailure.Declined);
            Setup.Log.Warnings()[^1].Should().EndWith($"(Declined, {words}");
        }
    }

    private static Answer Whole(int status, string body) => Answer.Status(status, body);
}
