using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Pipeline;

/// <summary>A fallback writes only when one is configured, and says so at the stage's beginning.</summary>
public class FallbackTests
{
    [Fact(Timeout = 30_000)]
    public async Task Without_a_fallback_a_missing_model_is_missing()
    {
        await using var app = new App(null, ("Models:Interception", "painter"));

        var events = await (await StartAsync(app)).EventsAsync();

        events.OfType<StageStart>().Last().Model.Should().Be("local/painter");
        events[^1].Should().Match<RunEnd>(end => end.Code == Codes.ModelMissing);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_fallback_does_the_job_of_a_model_that_nobody_has_and_no_other()
    {
        await using var app = new App(null, ("Models:Interception", "painter"), ("Models:Fallback", "bird"));
        app.Ollama.Models.Add(new("bird") { Loaded = true });

        var events = await (await StartAsync(app)).EventsAsync();

        events[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Completed);
        events.OfType<StageStart>().Select(start => start.Model).Should()
            .Equal("local/gpt-oss:20b", "local/bird", null, "local/gpt-oss:20b");
        events.OfType<StageEnd>().Select(end => end.Model).Should().Equal(events.OfType<StageStart>().Select(start => start.Model));
        app.Ollama.TextCalls[0].Model.Should().Be("bird");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_fallback_that_nobody_has_either_changes_nothing()
    {
        await using var app = new App(null, ("Models:Interception", "painter"), ("Models:Fallback", "bird"));

        var events = await (await StartAsync(app)).EventsAsync();

        events.OfType<StageStart>().Last().Model.Should().Be("local/painter");
        events[^1].Should().Match<RunEnd>(end => end.Code == Codes.ModelMissing);
    }

    [Fact(Timeout = 30_000)]
    public async Task With_Ollama_away_a_provider_may_do_the_whole_lesson()
    {
        await using var server = new ScriptedOpenAi();
        await using var app = new App(null, ("Privacy:LocalOnly", "false"), ("Providers:cloud:BaseUrl", server.Address.ToString()),
            ("Models:Fallback", "cloud/small"));
        await app.Ollama.KillAsync();

        var events = await (await StartAsync(app)).EventsAsync();

        events[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Completed);
        events.OfType<StageStart>().Select(start => start.Model).Should().Equal("cloud/small", "cloud/small", null, "cloud/small");
    }

    private static async Task<Server.Runs.Run> StartAsync(App app)
    {
        await app.Services.FirstRoundAsync();
        return await app.StartAllAsync();
    }
}
