using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Pipeline;

/// <summary>A fifth stage is one file and its place in the list; nothing else has to know of it.</summary>
public sealed class FurtherStageTests : IAsyncDisposable
{
    private const string Encore = "The bird comes back with snow.";

    private readonly App _app = new() { Parts = services => services.AddStage<EncoreStage>() };

    public FurtherStageTests() => _app.Ollama.OnText(request =>
        request.Body.Contains(EncoreStage.Instructions, StringComparison.Ordinal) ? Script.Tokens("The bird ", "comes back ", "with snow.") : null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory(Timeout = 60_000), InlineData(true), InlineData(false)]
    public async Task A_run_goes_through_all_five_over_the_hub(bool inOneGo)
    {
        await using var hub = await _app.ConnectAsync();
        var run = inOneGo ? await hub.StartAllAsync() : await hub.StartAsync(new { text = "a blue bird on a fence" });
        var texts = Task.WhenAll(run.Stages.Select(stage => TextAsync(hub, run.RunId, stage)));
        if (!inOneGo)
        {
            await hub.WaitForAsync<RunPause>(run.RunId);
            await hub.ContinueAsync(run.RunId);
        }

        run.Stages.Should().Equal([.. ContractStages.All, EncoreStage.Name]);
        (await texts)[^1].Should().Be(Encore);
        var events = await hub.EventsAsync(run.RunId);
        events.OfType<RunStart>().Single().Stages.Should().Equal(run.Stages);
        events.OfType<StageEnd>().Select(end => (end.Stage, end.Outcome)).Should().Equal(run.Stages.Select(stage => (stage, Outcome.Completed)));
        events[^1].Should().BeOfType<RunEnd>().Which.Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_is_in_everything_that_is_said_of_stages()
    {
        using var http = _app.CreateClient();

        var config = await http.GetFromJsonAsync<JsonElement>("/api/config", Token);
        var messages = await StageStreams.ReadAsync(http, "/api/text_stream/stage5/mine?prompt=a+blue+bird").ToListAsync(Token);
        var metrics = await http.GetStringAsync("/metrics", Token);
        var beyond = await http.GetAsync("/api/text_stream/stage6/mine?prompt=a+blue+bird", Token);

        config.GetProperty("stages")[4].GetRawText().Should().Be("""{"stage":"SmallEncore","writes":true,"pauses":false,"translates":null}""");
        config.GetProperty("stages")[0].GetRawText().Should().Be("""{"stage":"PreInterception","writes":false,"pauses":false,"translates":"Idea"}""");
        messages[0].Data.GetProperty("stage").GetString().Should().Be("SmallEncore");
        messages[^1].Data.GetProperty("final_text").GetString().Should().Be(Encore);
        metrics.Should().Contain("stage=\"SmallEncore\"");
        beyond.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Two_of_one_name_or_two_that_pause_are_a_mistake_that_is_said()
    {
        var encore = new EncoreStage(null!, null!);

        FluentActions.Invoking(() => new StageList([encore, encore])).Should().Throw<InvalidOperationException>();
    }

    private static async Task<string> TextAsync(HubConnection hub, string runId, Stage stage) =>
        string.Concat(await hub.StreamAsync<string>("StreamStage", runId, stage, 0L, Token).ToListAsync(Token));
}
