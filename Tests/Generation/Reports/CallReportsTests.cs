using Interception.Server.Generation;
using Interception.Tests.Generation.Ollama;
using Interception.Tests.Generation.OpenAi;
using Interception.Tests.Generation.Resilience;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.Reports;

/// <summary>Somebody is told why: each call that fails leaves one line, whoever was asked.</summary>
public sealed class CallReportsTests : ResilienceTest
{
    public static TheoryData<string, Script, string> Failures => new()
    {
        { "400", Script.Error(400, "invalid options"), "(Refused, status 400): invalid options" },
        { "403", Script.Status(403, ""), "(Refused, status 403): Ollama answered 403: (no words of Ollama's own)" },
        { "404", Script.Error(404, "model 'gpt-oss:20b' not found"), "(ModelMissing, status 404): model 'gpt-oss:20b' not found" },
        { "an error line after a piece", Script.Tokens("a").ThenErrorLine("unexpected EOF"), "(Interrupted, status 200): unexpected EOF" },
        { "words that repeat the idea", Script.Error(400, "bad input: A cat 🐈 on a \"roof\"."), "(Refused, status 400): bad input: …\"." },
        { "plain words", Script.Status(405, "405 method not allowed", "text/plain"), "(Refused, status 405): 405 method not allowed" },
    };

    [Theory(Timeout = 30_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Failures))]
    public async Task A_call_that_fails_leaves_one_line_with_who_what_and_why(string cause, Script script, string words)
    {
        Ollama.EnqueueText(script);

        var (_, failure) = await AskAsync();

        Setup.Log.Warnings().Should().Equal([$"A call to Ollama at {Ollama.Address.AbsoluteUri.TrimEnd('/')} for gpt-oss:20b failed {words}"], cause);
        failure!.ToString().Should().NotContain("roof");
    }

    [Fact(Timeout = 30_000)]
    public async Task Two_calls_that_fail_leave_two_lines_and_a_whole_answer_none()
    {
        Ollama.EnqueueText(Script.Error(500, "no memory"), Script.Error(500, "no memory"));
        await AskAsync();
        await AskAsync();

        Setup.Log.Warnings().Should().HaveCount(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_timeout_leaves_one_line_and_an_answer_that_comes_to_its_limit_none()
    {
        Ollama.EnqueueText(Script.Tokens("a").Done("length"), Script.StallBeforeHeaders());
        await AskAsync();
        var asking = AskAsync();
        await Ollama.TextCalls.WaitFor(2);
        Time.Advance(TimeSpan.FromMinutes(1));
        await asking;

        Setup.Log.Warnings().Should().ContainSingle().Which.Should().EndWith("failed (Timeout, status (null)): Timeouts:FirstToken ran out after 00:01:00.");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_load_that_fails_leaves_one_line_for_all_who_wait()
    {
        var bird = new ScriptedModel("bird") { LoadError = "no room for it" };
        Ollama.Models.Add(bird);
        Ollama.On("/api/ps", _ => Script.Status(200, """{"models":[]}"""));

        await AskAsync(OllamaSetup.Ask("bird", GenerationJob.Verdict));

        Setup.Log.Warnings().Should().ContainSingle().Which.Should().StartWith("bird could not be loaded at ").And.EndWith("(status 500): no room for it");
    }

    [Theory(Timeout = 30_000)]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: k7-a.***_key. You can find it at https://example.org","type":"x"}}""", "(Refused, status 401): Incorrect API key provided: … You can find it at https://example.org")]
    [InlineData(422, """{"detail":[{"type":"missing","loc":["body","model"],"msg":"Field required","input":{"messages":[{"content":"Only animals."}]}}]}""", "(Refused, status 422): Field required")]
    [InlineData(422, """{"object":"error","message":{"detail":[{"msg":"Extra inputs are not permitted","input":"A CAT"}]},"type":"invalid_request_error"}""", "(Refused, status 422): Extra inputs are not permitted")]
    [InlineData(400, """{"object":"error","message":"Cannot answer: \"only ANIMALS\"","type":"x"}""", "(Refused, status 400): Cannot answer: \"…\"")]
    [InlineData(404, """{"error":{"message":"The model `bird` does not exist","code":"model_not_found"}}""", "(ModelMissing, status 404): The model `bird` does not exist")]
    public async Task So_does_a_call_to_another_provider(int status, string body, string words)
    {
        await using var server = new ScriptedOpenAi();
        using var setup = new OpenAiSetup(Time, server.Address);
        server.Enqueue(Answer.Status(status, body));

        var asking = async () => await setup.Steady.StreamAsync(OpenAiSetup.Ask(), Cancel).ToListAsync(Cancel);

        var failure = (await asking.Should().ThrowAsync<GenerationException>()).Which;
        setup.Log.Warnings().Should().Equal($"A call to mistral for mistral-small-latest failed {words}");
        failure.ToString().Should().NotContainEquivalentOf("animals").And.NotContain(OpenAiSetup.Key);
    }
}
