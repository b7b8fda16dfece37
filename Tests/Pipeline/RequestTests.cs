using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Pipeline;

/// <summary>What leaves for the model: pinned to the character, but for the keys, which are new in every request.</summary>
public class RequestTests
{
    private const string Idea = "Ein blauer Vogel sitzt auf dem Zaun.\n\"Piep\", sagt er. \U0001F426 <b>";
    private const string Rules = "Alles wird von unten gesehen.\n- Niemand spricht.";
    private const string Style = "Wie ein Wetterbericht";

    private static readonly RunRequest Whole = new() { Text = Idea, Rules = Rules, Style = Style, Language = "de" };

    [Fact(Timeout = 30_000)]
    public async Task An_interception_is_asked_for_with_style_rules_and_idea()
    {
        await using var app = new App();
        await (await app.StartAsync(Whole)).WaitForAsync<RunPause>();

        ShouldBePinned("interception", app.Ollama.TextCalls.Single());
    }

    [Fact(Timeout = 30_000)]
    public async Task An_interception_without_rules_is_asked_for_with_the_idea_alone()
    {
        await using var app = new App();
        await (await app.StartAsync(new RunRequest { Text = Idea, Rules = " \n", Style = "" })).WaitForAsync<RunPause>();

        ShouldBePinned("interception-without-rules", app.Ollama.TextCalls.Single());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_verdict_is_asked_for_on_idea_style_and_rules_together()
    {
        await using var app = new App();
        await (await app.StartAsync(Whole)).WaitForAsync<RunPause>();

        ShouldBePinned("verdict", app.Ollama.VerdictCalls[0]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_translation_is_asked_for_with_the_text_and_its_language()
    {
        await using var app = new App();
        await (await app.StartAsync(Whole with { TranslateTo = "en-GB" })).WaitForAsync<RunPause>();

        ShouldBePinned("translation", app.Ollama.TextCalls[0]);
        app.Ollama.TextCalls[1].Part("idea").Should().Be(ScriptedOllama.Text);
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Forms))]
    public async Task A_finished_piece_is_asked_for_in_its_form(OutputForm form)
    {
        await using var app = new App();
        await (await app.StartAsync(Whole with { Output = form.ToString(), Until = "Output" })).EndAsync();

        ShouldBePinned($"output-{form.ToString().ToLowerInvariant()}", app.Ollama.TextCalls[1]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Texts_of_full_length_arrive_whole()
    {
        await using var app = new App();
        var longest = new RunRequest
        {
            Text = string.Concat(Enumerable.Repeat("\U0001F426\"", 1_333)) + '!',
            Rules = "Ü" + new string('\\', 3_998) + '.',
            Style = "<" + new string('\n', 1_998) + ">",
        };
        var run = await app.StartAsync(longest);
        await run.WaitForAsync<RunPause>();
        var revision = " " + new string('ß', 7_998) + "\n";
        app.Controls().Continue(run.Id, revision);
        await run.EndAsync();

        app.Ollama.TextCalls[0].Parts().Should().Equal(
            new Dictionary<string, string> { ["style"] = longest.Style, ["rules"] = longest.Rules, ["idea"] = longest.Text });
        app.Ollama.VerdictCalls[0].Judged().Should().BeEquivalentTo([longest.Text, longest.Style, longest.Rules]);
        app.Ollama.TextCalls[1].Part("text").Should().Be(revision.Trim(), "blanks around a text belong to nobody");
    }

    [Fact(Timeout = 30_000)]
    public async Task Runner_options_are_the_same_in_all_requests_and_nothing_is_ever_cut()
    {
        await using var app = new App(settings: [("Ollama:ContextLength", "4096"), ("Ollama:KeepAlive", "5m")]);
        app.Ollama.Models["gpt-oss:20b"].Loaded = false;
        await (await app.StartAsync(Whole with { TranslateTo = "en", TranslateOutputTo = "fr", Until = "Output" })).EndAsync();

        var asked = app.Ollama.Requests.Where(request => request.Kind is not CallKind.Other).ToList();
        asked.Select(request => request.Kind).Distinct().Should().HaveCount(3, "load, verdict and text");
        asked.Should().OnlyContain(request => request.Field("options").GetProperty("num_ctx").GetInt32() == 4096);
        asked.Should().OnlyContain(request => request.Text("keep_alive") == "5m");
        asked.Should().OnlyContain(request => request.Field("truncate").ValueKind == System.Text.Json.JsonValueKind.False);
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_key_and_every_nonce_is_new()
    {
        await using var app = new App();
        for (var n = 0; n < 3; n++) await (await app.StartAllAsync()).EndAsync();

        app.Ollama.VerdictCalls.Select(asked => asked.Nonce).Should().OnlyHaveUniqueItems();
        app.Ollama.VerdictCalls.Concat(app.Ollama.TextCalls).Select(asked => asked.Key()).Should().OnlyHaveUniqueItems();
    }

    public static TheoryData<OutputForm> Forms => [.. Enum.GetValues<OutputForm>()];

    private static void ShouldBePinned(string name, OllamaRequest request)
    {
        var json = request.Body.Replace(request.Key(), "the-key", StringComparison.Ordinal);
        if (request.Nonce is { Length: > 0 } nonce) json = json.Replace(nonce, "the-nonce", StringComparison.Ordinal);
        Golden.ShouldBe("Pipeline", name, json);
    }
}
