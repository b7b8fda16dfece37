using Interception.Server.Generation;
using Interception.Tests.Generation.Ollama;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Resilience;

/// <summary>With two servers, one can be away.</summary>
public sealed class FailoverTests() : ResilienceTest(two: true)
{
    private ModelPrompt Prompt => OllamaSetup.Ask() with { Endpoint = Ollama.Address };

    [Fact(Timeout = 30_000)]
    public async Task A_call_goes_where_its_run_has_its_place()
    {
        await AskAsync(Prompt);
        await AskAsync(Prompt with { Endpoint = Other!.Address });

        (Ollama.TextCalls.Count, Other!.TextCalls.Count).Should().Be((1, 1));
    }

    [Fact(Timeout = 30_000)]
    public async Task Before_the_first_piece_another_server_takes_over()
    {
        await Ollama.KillAsync();

        var (pieces, failure) = await AskAsync(Prompt);

        failure.Should().BeNull();
        Text(pieces).Should().Be(ScriptedOllama.Text);
        pieces[0].Kind.Should().Be(PieceKind.Retrying);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_next_call_goes_to_the_other_server_at_once_even_a_judge_s()
    {
        Ollama.EnqueueText(Script.Error(500, "no memory"));
        await AskAsync(Prompt with { Job = GenerationJob.Verdict });

        var (pieces, failure) = await AskAsync(Prompt with { Job = GenerationJob.Verdict });

        failure.Should().BeNull();
        pieces[0].Kind.Should().Be(PieceKind.Text);
        (Ollama.TextCalls.Count, Other!.TextCalls.Count).Should().Be((1, 1));
    }

    [Fact(Timeout = 30_000)]
    public async Task After_a_piece_nobody_takes_over()
    {
        Ollama.EnqueueText(Script.Tokens("a").ThenReset());

        var (pieces, failure) = await AskAsync(Prompt);

        failure!.Failure.Should().Be(GenerationFailure.Interrupted);
        Text(pieces).Should().Be("a");
        Other!.TextCalls.Count.Should().Be(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_guest_takes_up_a_place_until_its_answer_is_over()
    {
        await Ollama.KillAsync();
        var tokens = new Turnstile();
        Other!.EnqueueText(Script.Tokens("a", "b").InLockStep(tokens));
        await using (var pieces = Setup.Steady.StreamAsync(Prompt, Cancel).GetAsyncEnumerator(Cancel))
        {
            tokens.Release();
            while (await pieces.MoveNextAsync() && pieces.Current.Kind != PieceKind.Text)
            {
            }

            Setup.Places.TakenAt(Other.Address).Should().Be(1);
        }

        Setup.Places.TakenAt(Other.Address).Should().Be(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_model_is_asked_for_where_it_is()
    {
        Other!.Models.Add(new("bird") { Loaded = true });
        await Setup.Watch.StartAsync(Cancel);
        await Setup.Watch.FirstRound.WaitAsync(Cancel);

        var (pieces, failure) = await AskAsync(OllamaSetup.Ask("bird") with { Endpoint = Ollama.Address });

        failure.Should().BeNull();
        Text(pieces).Should().Be(ScriptedOllama.Text);
        Ollama.Requests.Should().NotContain(request => request.Path == "/api/show");
    }

    [Fact(Timeout = 30_000)]
    public async Task Places_at_a_server_that_is_away_are_not_handed_out_while_another_is_there()
    {
        await Ollama.KillAsync();
        await Setup.Watch.StartAsync(Cancel);
        await Setup.Watch.FirstRound.WaitAsync(Cancel);

        Setup.Places.TryAcquire(out var place).Should().BeTrue();
        place!.Endpoint.Should().Be(Other!.Address);
        Setup.Places.TryAcquire(out _).Should().BeFalse();

        await Other.KillAsync();
        Setup.Watch.LookNow();
        await Time.AwaitedAsync(TimeSpan.FromSeconds(5), Cancel);
        await Time.AwaitedAsync(TimeSpan.FromSeconds(5), Cancel);
        place.Dispose();
        Setup.Places.TryAcquire(out _).Should().BeFalse("no places are given while no server is well");
    }

    [Fact(Timeout = 30_000)]
    public async Task When_all_are_away_a_call_fails_without_waiting()
    {
        await Ollama.KillAsync();
        await Other!.KillAsync();

        (await AskAsync(Prompt)).Failure!.Failure.Should().Be(GenerationFailure.Unavailable);
    }
}
