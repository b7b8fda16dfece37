using Interception.Server.Generation;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>A model that is not in memory is loaded by a call of our own, for all who wait.</summary>
public sealed class LoadTests : OllamaTest
{
    private readonly ScriptedModel bird = new("bird");

    public LoadTests() => Ollama.Models.Add(bird);

    [Fact(Timeout = 10_000)]
    public async Task A_load_is_told_and_then_the_answer_comes()
    {
        var pieces = await AnswerAsync(OllamaSetup.Ask("bird"));

        pieces.Select(piece => piece.Kind).Distinct().Should()
            .Equal(PieceKind.Loading, PieceKind.Loaded, PieceKind.Text, PieceKind.Figures);
        All(pieces, PieceKind.Text).Should().Be(ScriptedOllama.Text);
        Ollama.Requests.Select(request => request.Path).Should().Equal("/api/show", "/api/ps", "/api/chat", "/api/chat");
    }

    [Theory(Timeout = 10_000)]
    [InlineData("bird")]
    [InlineData("bird:latest")]
    [InlineData("Bird")]
    public async Task A_model_in_memory_is_not_loaded_again(string name)
    {
        bird.Loaded = true;

        var pieces = await AnswerAsync(OllamaSetup.Ask(name));

        pieces[0].Kind.Should().Be(PieceKind.Text);
        Ollama.LoadCalls.Count.Should().Be(0);
    }

    [Fact(Timeout = 10_000)]
    public async Task All_who_wait_share_one_load_and_nobody_who_leaves_ends_it()
    {
        bird.HoldLoad();
        using var stop = new CancellationTokenSource();
        await using var leaver = Stream(OllamaSetup.Ask("bird"), stop.Token).GetAsyncEnumerator(Cancel);
        (await leaver.MoveNextAsync()).Should().BeTrue();
        var waiting = leaver.MoveNextAsync().AsTask();
        var load = await Ollama.LoadCalls.WaitFor(1);
        await using var stayer = Stream(OllamaSetup.Ask("bird")).GetAsyncEnumerator(Cancel);
        (await stayer.MoveNextAsync()).Should().BeTrue();
        stayer.Current.Kind.Should().Be(PieceKind.Loading);
        // Who has been told of the load waits for it only once the next piece is asked for.
        var staying = stayer.MoveNextAsync().AsTask();

        await stop.CancelAsync();
        await waiting.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        load.ClientLeft.IsCompleted.Should().BeFalse();
        bird.FinishLoad();

        (await staying).Should().BeTrue();
        stayer.Current.Kind.Should().Be(PieceKind.Loaded);
        (bird.LoadsBegun, bird.LoadsThrownAway, Ollama.LoadCalls.Count).Should().Be((1, 0, 1));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_load_goes_on_when_everybody_has_left()
    {
        bird.HoldLoad();
        using var stop = new CancellationTokenSource();
        var answer = TryAnswerOrCancelAsync(stop.Token);
        var load = await Ollama.LoadCalls.WaitFor(1);
        await stop.CancelAsync();
        await answer;

        bird.FinishLoad();
        await load.Completed.WaitAsync(Cancel);

        (bird.Loaded, bird.LoadsThrownAway).Should().Be((true, 0));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_server_that_goes_down_ends_its_loads()
    {
        bird.HoldLoad();
        var answer = TryAnswerOrCancelAsync(Cancel);
        var load = await Ollama.LoadCalls.WaitFor(1);

        Setup.Dispose();

        await load.ClientLeft.WaitAsync(Cancel);
        (await answer).Should().BeTrue();
    }

    [Theory(Timeout = 10_000)]
    [InlineData("0.24.0/load-fails.http", GenerationFailure.Unavailable)]
    [InlineData("0.32.15/busy.http", GenerationFailure.Unavailable)]
    [InlineData("0.32.15/missing-model-chat.http", GenerationFailure.ModelMissing)]
    public async Task A_load_that_fails_fails_like_any_call_and_the_next_one_tries_again(string recording, GenerationFailure expected)
    {
        var fails = true;
        Ollama.OnLoad(_ => fails ? Script.Recording(recording) : null);

        var (pieces, failure) = await TryAnswerAsync(OllamaSetup.Ask("bird"));
        fails = false;
        var answer = await AnswerAsync(OllamaSetup.Ask("bird"));

        failure!.Failure.Should().Be(expected);
        pieces.Should().ContainSingle().Which.Kind.Should().Be(PieceKind.Loading);
        All(answer, PieceKind.Text).Should().Be(ScriptedOllama.Text);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(500, "{\"error\":\"no\"}")]
    [InlineData(404, "404 page not found")]
    [InlineData(200, "<p>Hello")]
    public async Task Where_memory_cannot_be_seen_the_call_itself_is_made(int status, string body)
    {
        Ollama.On("/api/ps", _ => Script.Status(status, body));

        var pieces = await AnswerAsync(OllamaSetup.Ask("bird"));

        All(pieces, PieceKind.Text).Should().Be(ScriptedOllama.Text);
        Ollama.LoadCalls.Count.Should().Be(0);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_memory_with_nothing_in_it_may_be_null()
    {
        Ollama.On("/api/ps", _ => Script.Status(200, """{"models":null}"""));

        (await AnswerAsync(OllamaSetup.Ask("bird")))[0].Kind.Should().Be(PieceKind.Loading);
    }

    private async Task<bool> TryAnswerOrCancelAsync(CancellationToken cancel)
    {
        try
        {
            await Stream(OllamaSetup.Ask("bird"), cancel).ToListAsync(Cancel);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
