using Interception.Server.Generation;
using Interception.Tests.Generation.Ollama;
using Interception.Tests.Generation.OpenAi;
using Interception.Tests.Generation.Reports;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.Resilience;

/// <summary>A server that still loads its model is waited for as long as a load may take; nothing has failed.</summary>
public sealed class LoadingServerTests : ResilienceTest
{
    private const string LlamaServer = """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""";

    public static TheoryData<int, string, string, string?> Loads => new()
    {
        { 503, LlamaServer, "application/json", null },
        { 503, LlamaServer, "application/json", "Retry-After: 2" },
        { 503, """{"error":"Loading model"}""", "application/json; charset=utf-8", null },
        { 503, """{"error":"Model bigscience/bloom is currently loading","estimated_time":20.0}""", "application/json", null },
        { 503, """{"object":"error","message":"The model is still being loaded, try again later","type":"ServiceUnavailable","code":503}""", "application/json", null },
        { 503, """{"detail":"Model is warming up"}""", "application/json", null },
        { 503, """{"message":"Model not ready yet"}""", "application/json", null },
        { 503, """{"detail":{"error":{"message":"Server is starting"}}}""", "application/json", null },
        { 503, "Loading model", "text/plain", null },
        { 503, "", "application/json", "Retry-After: 1" },
        { 503, """{"error":"Service Unavailable"}""", "application/json", "Retry-After: 1" },
        { 500, """{"error":"unexpected server status: llm server loading model"}""", "application/json", null },
    };

    public static TheoryData<int, string, string?> Others => new()
    {
        { 503, """{"error":"server busy, please try again.  maximum pending requests exceeded"}""", null },
        { 503, """{"error":"Model is overloaded","error_type":"overloaded"}""", "Retry-After: 1" },
        { 503, """{"error":{"message":"could not load model: rpc error"}}""", "Retry-After: 1" },
        { 500, """{"error":"llama runner process has terminated: error loading model: no tensor"}""", null },
        { 500, """{"error":{"code":500,"message":"failed loading model"}}""", null },
        { 503, """{"error":"Service Unavailable"}""", null },
        { 429, """{"error":"Rate limit reached"}""", "Retry-After: 30" },
    };

    [Theory(Timeout = 30_000), MemberData(nameof(Loads))]
    public async Task Whoever_says_that_it_loads_is_asked_again_until_it_answers(int status, string body, string type, string? header)
    {
        Ollama.EnqueueText(Enumerable.Repeat(Script.Status(status, body, type, header is null ? [] : [header]), 3));
        var asking = AskAsync();
        for (var n = 1; n <= 3; n++)
        {
            await Ollama.TextCalls.WaitFor(n);
            await PassAsync(() => Ollama.TextCalls.Count > n);
        }

        var (pieces, failure) = await asking;

        failure.Should().BeNull();
        Text(pieces).Should().Be(ScriptedOllama.Text);
        pieces.Select(piece => piece.Kind).Where(kind => kind is not PieceKind.Loading).Distinct()
            .Should().Equal(PieceKind.Loaded, PieceKind.Text, PieceKind.Figures);
        pieces[0].Kind.Should().Be(PieceKind.Loading);
        Setup.Log.Warnings().Should().BeEmpty("nothing has failed");
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Loads))]
    public async Task So_is_a_server_of_the_other_dialect(int status, string body, string type, string? header)
    {
        await using var server = new ScriptedOpenAi();
        // The double closes its connection after each such answer, and time must not run out for the next one.
        using var setup = new OpenAiSetup(Time, server.Address, connect: TimeSpan.FromMinutes(30));
        server.Enqueue(Enumerable.Repeat(Answer.Status(status, body, type, header is null ? [] : [header]), 12));
        var asking = setup.Steady.StreamAsync(OpenAiSetup.Ask(), Cancel).ToListAsync(Cancel).AsTask();

        await server.Requests.WaitFor(1);
        await PassAsync(() => asking.IsCompleted);

        var pieces = await asking;
        Text(pieces).Should().Be(ScriptedOllama.Text);
        (setup.Breaker.IsClosed, setup.Breaker.IsDoubtful).Should().Be((true, false));
        setup.Log.Warnings().Should().BeEmpty();
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Others))]
    public async Task Whoever_says_anything_else_has_failed(int status, string body, string? header)
    {
        Ollama.OnText(_ => Script.Status(status, body, "application/json", header is null ? [] : [header]));

        var (pieces, failure) = await AskAsync(OllamaSetup.Ask(job: GenerationJob.Verdict));

        failure!.Failure.Should().Be(GenerationFailure.Unavailable);
        pieces.Should().BeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_load_without_an_end_runs_into_the_clock_of_loads()
    {
        Ollama.OnText(_ => Script.Status(503, LlamaServer));
        var asking = AskAsync();
        await Ollama.TextCalls.WaitFor(1);

        await PassAsync(() => asking.IsCompleted);

        var (_, failure) = await asking;
        failure!.Failure.Should().Be(GenerationFailure.Timeout);
        Setup.Log.Warnings().Should().ContainSingle().Which.Should().EndWith("failed (Timeout, status 503): Loading model");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_line_that_says_so_is_understood_as_well()
    {
        Ollama.EnqueueText(Script.Tokens().ThenErrorLine("unexpected server status: llm server loading model"));
        var asking = AskAsync();
        await Ollama.TextCalls.WaitFor(1);

        await PassAsync(() => asking.IsCompleted);

        Text((await asking).Pieces).Should().Be(ScriptedOllama.Text);
        Setup.Log.Warnings().Should().BeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_leaves_while_a_server_loads_asks_it_no_more()
    {
        using var stop = new CancellationTokenSource();
        Ollama.OnText(_ => Script.Status(503, LlamaServer));
        await using var pieces = Setup.Steady.StreamAsync(OllamaSetup.Ask(), stop.Token).GetAsyncEnumerator(Cancel);
        (await pieces.MoveNextAsync()).Should().BeTrue();

        await stop.CancelAsync();

        await pieces.Awaiting(left => left.MoveNextAsync().AsTask()).Should().ThrowAsync<OperationCanceledException>();
        Ollama.TextCalls.Count.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_load_of_our_own_is_asked_for_again_too()
    {
        Ollama.Models.Add(new("bird"));
        var loads = true;
        Ollama.OnLoad(_ => loads ? Script.Status(503, LlamaServer) : null);
        var asking = AskAsync(OllamaSetup.Ask("bird"));
        await Ollama.LoadCalls.WaitFor(1);
        loads = false;

        await PassAsync(() => asking.IsCompleted);

        Text((await asking).Pieces).Should().Be(ScriptedOllama.Text);
        Setup.Log.Warnings().Should().BeEmpty();
    }

    /// <summary>Lets time pass until something has come true.</summary>
    private async Task PassAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            // In steps too small for a clock of calls to run out within one.
            Time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Delay(1, Cancel);
        }
    }
}
