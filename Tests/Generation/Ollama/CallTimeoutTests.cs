using System.Net;
using System.Net.Sockets;
using Interception.Server.Generation;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>Each clock ends its own wait, as a timeout, and closes the connection to Ollama.</summary>
public sealed class CallTimeoutTests : OllamaTest
{
    [Fact(Timeout = 10_000)]
    public async Task A_model_that_says_nothing_runs_out_of_the_first_token()
    {
        Ollama.EnqueueText(Script.StallBeforeHeaders());
        var answer = TryAnswerAsync();

        await RunsOutAsync(answer, TimeSpan.FromMinutes(1));
    }

    [Fact(Timeout = 10_000)]
    public async Task Lines_without_a_piece_are_not_a_first_token()
    {
        var turnstile = new Turnstile();
        Ollama.EnqueueText(Script.Tokens("", "").InLockStep(turnstile).ThenStall());
        var answer = TryAnswerAsync();
        await Ollama.TextCalls.WaitFor(1);
        Time.Advance(TimeSpan.FromSeconds(30));

        turnstile.Release(2);

        await RunsOutAsync(answer, TimeSpan.FromSeconds(30));
    }

    [Theory(Timeout = 10_000)]
    [InlineData(PieceKind.Text)]
    [InlineData(PieceKind.Thinking)]
    public async Task A_pause_after_a_piece_runs_out_of_the_time_between_tokens(PieceKind kind)
    {
        Ollama.EnqueueText(kind == PieceKind.Text ? Script.Tokens("a").ThenStall() : Script.Tokens().ThinkingFirst("a").ThenStall());
        await using var pieces = Stream().GetAsyncEnumerator(Cancel);
        (await pieces.MoveNextAsync()).Should().BeTrue();
        pieces.Current.Kind.Should().Be(kind);
        Time.Advance(TimeSpan.FromMinutes(2));

        await RunsOutAsync(FailureAsync(pieces.MoveNextAsync()), TimeSpan.FromSeconds(30));
    }

    [Fact(Timeout = 10_000)]
    public async Task Every_token_has_the_whole_time_again()
    {
        var turnstile = new Turnstile();
        Ollama.EnqueueText(Script.Tokens("a", "b", "c").InLockStep(turnstile));
        await using var pieces = Stream().GetAsyncEnumerator(Cancel);

        foreach (var token in new[] { "a", "b", "c" })
        {
            var next = pieces.MoveNextAsync();
            await Ollama.TextCalls.WaitFor(1);
            Time.Advance(TimeSpan.FromSeconds(29));
            turnstile.Release();
            (await next).Should().BeTrue();
            pieces.Current.Text.Should().Be(token);
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task A_load_runs_out_of_its_own_clock()
    {
        var bird = new ScriptedModel("bird");
        bird.HoldLoad();
        Ollama.Models.Add(bird);
        var answer = TryAnswerAsync(OllamaSetup.Ask("bird"));
        var load = await Ollama.LoadCalls.WaitFor(1);

        Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        answer.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromTicks(1));

        (await answer).Failure!.Failure.Should().Be(GenerationFailure.Timeout);
        await load.ClientLeft.WaitAsync(Cancel);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_first_token_has_its_whole_time_after_a_long_load()
    {
        var bird = new ScriptedModel("bird");
        bird.HoldLoad();
        Ollama.Models.Add(bird);
        Ollama.EnqueueText(Script.StallBeforeHeaders());
        var answer = TryAnswerAsync(OllamaSetup.Ask("bird"));
        await Ollama.LoadCalls.WaitFor(1);
        Time.Advance(TimeSpan.FromMinutes(4));
        bird.FinishLoad();

        await RunsOutAsync(answer, TimeSpan.FromMinutes(1));
    }

    [Theory(Timeout = 10_000)]
    [InlineData("/api/show")]
    [InlineData("/api/ps")]
    public async Task A_question_without_an_answer_runs_out_too(string path)
    {
        Ollama.On(path, _ => Script.StallBeforeHeaders());
        var answer = TryAnswerAsync();
        var question = await Ollama.Requests.WaitFor(path == "/api/show" ? 1 : 2);

        Time.Advance(TimeSpan.FromMinutes(1));

        (await answer).Failure!.Failure.Should().Be(GenerationFailure.Timeout);
        await question.ClientLeft.WaitAsync(Cancel);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_connection_that_nobody_takes_runs_out_of_connect()
    {
        using var full = new Socket(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)full.LocalEndPoint!, Cancel);
        var answer = TryAnswerAsync(OllamaSetup.Ask() with { Endpoint = new($"http://{full.LocalEndPoint}") });

        await Time.AwaitedAsync(TimeSpan.FromSeconds(1), Cancel);
        Time.Advance(TimeSpan.FromSeconds(1));

        var failure = (await answer).Failure!;
        (failure.Failure, failure.Message).Should().Be((GenerationFailure.Timeout, "Timeouts:Connect ran out after 00:00:01."));
    }

    private async Task RunsOutAsync(Task<(List<GenerationPiece> Pieces, GenerationException? Failure)> answer, TimeSpan clock)
    {
        var call = await Ollama.TextCalls.WaitFor(1);
        Time.Advance(clock - TimeSpan.FromTicks(1));
        answer.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromTicks(1));

        (await answer).Failure!.Failure.Should().Be(GenerationFailure.Timeout);
        await call.ClientLeft.WaitAsync(Cancel);
    }

    private static async Task<(List<GenerationPiece> Pieces, GenerationException? Failure)> FailureAsync(ValueTask<bool> next)
    {
        try
        {
            await next;
            return ([], null);
        }
        catch (GenerationException failure)
        {
            return ([], failure);
        }
    }
}
