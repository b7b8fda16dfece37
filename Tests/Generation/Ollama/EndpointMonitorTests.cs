using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

public sealed class EndpointMonitorTests : OllamaTest
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(5);

    private EndpointMonitor Watch => Setup.Watch;

    [Fact(Timeout = 10_000)]
    public async Task Before_the_first_round_nothing_is_known()
    {
        Ollama.On("/api/version", _ => Script.StallBeforeHeaders());
        await Watch.StartAsync(Cancel);
        await Ollama.Requests.WaitFor(1);

        (Watch.FirstRound.IsCompleted, Setup.Selector.HasEverFound, Watch.Endpoints[0].Answers).Should().Be((false, false, false));
        Time.Advance(TimeSpan.FromSeconds(1));

        await Watch.FirstRound.WaitAsync(Cancel);
        Setup.Selector.HasEverFound.Should().BeFalse();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_listener_that_throws_neither_ends_the_watch_nor_keeps_the_next_from_hearing()
    {
        var heard = new TaskCompletionSource();
        Watch.Looked += _ => throw new InvalidOperationException();
        Watch.Looked += _ => heard.TrySetResult();

        await Watch.StartAsync(Cancel);
        await Watch.FirstRound.WaitAsync(Cancel);

        await heard.Task.WaitAsync(Cancel);
        Watch.ExecuteTask!.IsCompleted.Should().BeFalse("it would take the whole server with it");
    }

    [Fact(Timeout = 10_000)]
    public async Task A_server_that_answers_is_known_with_its_models()
    {
        Ollama.Models.Add(new("bird"));

        await Watch.StartAsync(Cancel);
        await Watch.FirstRound.WaitAsync(Cancel);

        Setup.Selector.HasEverFound.Should().BeTrue();
        Watch.Endpoints.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Endpoint = Ollama.Address, Answers = true, Models = new[] { "bird:latest", "gpt-oss:20b" } });
        Setup.Inventory.Missing(["local/gpt-oss:20b", "bird"]).Should().BeEmpty();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_server_without_a_model_that_can_write_is_asked_as_often_as_one_that_is_away()
    {
        Ollama.Models.Clear();
        Ollama.Models.Add(new("nomic-embed-text") { Can = ["embedding"] });

        await Watch.StartAsync(Cancel);
        await Time.AwaitedAsync(Often, Cancel);

        (Setup.Selector.HasEverFound, Watch.Endpoints[0].Answers).Should().Be((false, true));
        Ollama.Models.Add(new("bird"));
        Time.Advance(Often);
        await Time.AwaitedAsync(Seldom, Cancel);
        Setup.Selector.HasEverFound.Should().BeTrue();
    }

    [Fact(Timeout = 10_000)]
    public async Task Until_one_answers_all_are_asked_every_two_seconds_and_then_every_five()
    {
        await Ollama.KillAsync();
        await Watch.StartAsync(Cancel);
        await Time.AwaitedAsync(Often, Cancel);
        Setup.Selector.HasEverFound.Should().BeFalse();

        Ollama.StartAgain();
        Time.Advance(Often);
        await Time.AwaitedAsync(Seldom, Cancel);
        (Setup.Selector.HasEverFound, Watch.Endpoints[0].Answers).Should().Be((true, true));

        await Ollama.KillAsync();
        Time.Advance(Seldom);
        await Time.AwaitedAsync(Seldom, Cancel);
        (Setup.Selector.HasEverFound, Watch.Endpoints[0].Answers).Should().Be((true, false));
    }

    [Theory(Timeout = 10_000)]
    [InlineData("/api/version", 500, "{}")]
    [InlineData("/api/version", 200, "<p>Hello")]
    [InlineData("/api/version", 200, "[]")]
    [InlineData("/api/tags", 200, """{"models":null}""")]
    [InlineData("/api/tags", 200, """{"models":[null]}""")]
    [InlineData("/api/tags", 200, "")]
    public async Task Another_server_at_the_address_does_not_count(string path, int status, string body)
    {
        Ollama.On(path, _ => Script.Status(status, body));

        await Watch.StartAsync(Cancel);
        await Watch.FirstRound.WaitAsync(Cancel);

        Setup.Selector.HasEverFound.Should().BeFalse();
    }

    [Fact(Timeout = 10_000)]
    public async Task What_is_missing_is_said_in_words_for_a_teacher()
    {
        await Watch.StartAsync(Cancel);
        await Watch.FirstRound.WaitAsync(Cancel);

        Setup.Inventory.Missing(["local/bird", "bird", "gpt-oss:20b"]).Should().Equal(
            "The model bird is not there: fetch it with `ollama pull bird`.");
    }

    [Fact(Timeout = 10_000)]
    public async Task A_server_that_does_not_answer_is_said_too()
    {
        await Ollama.KillAsync();
        await Watch.StartAsync(Cancel);
        await Watch.FirstRound.WaitAsync(Cancel);

        Setup.Inventory.Missing(["bird"]).Should().Equal(
            $"Ollama at http://127.0.0.1:{Ollama.Address.Port} does not answer: start it with `ollama serve`.");
    }

    [Fact(Timeout = 10_000)]
    public async Task One_of_several_is_enough_but_must_have_the_models()
    {
        await using var dead = new ScriptedOllama();
        await dead.KillAsync();
        using var both = new OllamaSetup(Time, Ollama.Address, dead.Address);
        await both.Watch.StartAsync(Cancel);
        await both.Watch.FirstRound.WaitAsync(Cancel);

        both.Inventory.Missing(["gpt-oss:20b"]).Should().BeEmpty();
        both.Inventory.Missing(["bird"]).Should().Equal(
            $"The model bird is not at http://127.0.0.1:{Ollama.Address.Port}: fetch it with `ollama pull bird`.");
    }
}
