using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Pipeline;

/// <summary>What a stage does is said when it changes, and only then; thoughts are a status and never a text.</summary>
public class StatusTests
{
    private static readonly string[] Thoughts = ["Hm, ", "a bird. ", "What would ", "a fence say?"];

    [Fact(Timeout = 30_000)]
    public async Task A_run_with_a_model_in_memory_checks_and_writes()
    {
        await using var app = new App();

        (await StatusesAsync(app)).Should().Equal(
            "PreInterception checking",
            "Interception reading", "Interception writing", "Interception checking",
            "Output reading", "Output writing", "Output checking");
    }

    [Fact(Timeout = 30_000)]
    public async Task Nothing_is_said_to_be_written_before_the_first_token()
    {
        await using var app = new App();
        app.Ollama.Models["gpt-oss:20b"].Loaded = false;
        app.Ollama.OnText(_ => Script.StallBeforeHeaders());
        var run = await app.StartAllAsync();

        await run.WaitForAsync<StageStatusChange>(change => change.Status == StageStatus.Reading);
        await app.Ollama.TextCalls.WaitFor(1);
        run.Stop(Codes.Stopped);

        (await StatusesAsync(run)).Should().Equal(
            "PreInterception checking", "PreInterception loading-model", "PreInterception checking", "Interception reading");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_translation_writes_between_two_checks()
    {
        await using var app = new App();

        (await StatusesAsync(app, translateTo: "de")).Should().StartWith([
            "PreInterception checking", "PreInterception reading", "PreInterception writing", "PreInterception checking"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_judge_that_is_not_in_memory_is_loaded_within_its_check()
    {
        await using var app = new App();
        app.Ollama.Models["gpt-oss:20b"].Loaded = false;

        (await StatusesAsync(app)).Should().StartWith([
            "PreInterception checking", "PreInterception loading-model", "PreInterception checking", "Interception reading", "Interception writing"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_writer_that_is_not_in_memory_is_loaded_before_it_writes()
    {
        await using var app = new App(settings: ("Models:Output", "writer"));
        app.Ollama.Models.Add(new("writer"));

        (await StatusesAsync(app)).Should().EndWith(["Output loading-model", "Output reading", "Output writing", "Output checking"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_call_that_is_made_again_is_said_to_be()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.ResetBeforeHeaders());

        (await StatusesAsync(app)).Should().StartWith([
            "PreInterception checking", "Interception reading", "Interception retrying", "Interception reading", "Interception writing"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Thoughts_are_said_once_and_never_shown()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens("A ", "bird.").ThinkingFirst(Thoughts));
        app.Ollama.OnVerdict(_ => Script.Verdict("SAFE").ThinkingFirst(Thoughts));
        var run = await app.StartAllAsync();

        (await StatusesAsync(run)).Should().Equal(
            "PreInterception checking",
            "Interception reading", "Interception thinking", "Interception writing", "Interception checking",
            "Output reading", "Output thinking", "Output writing", "Output checking");
        await ShouldBeWithoutThoughtsAsync(run);
    }

    [Fact(Timeout = 30_000)]
    public async Task Thoughts_aloud_are_not_shown_either()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens(["<think>", .. Thoughts, "</think>", "A ", "bird."]));
        var run = await app.StartAllAsync();

        (await StatusesAsync(run)).Should().Contain(["Interception thinking", "Interception writing"]);
        await ShouldBeWithoutThoughtsAsync(run);
    }

    private static async Task ShouldBeWithoutThoughtsAsync(Run run)
    {
        (await run.TextAsync(Stage.Interception)).Should().Be("A bird.");
        (await run.TextAsync(Stage.PreOutput)).Should().Be("A bird.");
        (await run.TextAsync(Stage.Output)).Should().Be("A bird.");
    }

    private static async Task<List<string>> StatusesAsync(App app, string? translateTo = null) =>
        await StatusesAsync(await app.StartAsync(
            new RunRequest { Text = "a blue bird on a fence", Until = "Output", TranslateTo = translateTo }));

    private static async Task<List<string>> StatusesAsync(Run run) =>
        [.. (await run.EventsAsync()).OfType<StageStatusChange>().Select(change => $"{change.Stage} {OnTheWire(change.Status)}")];

    private static string OnTheWire(StageStatus status) => JsonSerializer.SerializeToElement(status).GetString()!;
}
