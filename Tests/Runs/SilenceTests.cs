using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Runs;

/// <summary>No text is ever logged, however a run ends and however much is logged; figures are.</summary>
public sealed class SilenceTests : IAsyncDisposable
{
    private const string Secret = "Zwiebelfisch";

    private static readonly RunRequest Telling = new()
    {
        Text = $"idea {Secret}",
        Rules = $"rules {Secret}",
        Style = $"style {Secret}",
        TranslateTo = "de",
        TranslateOutputTo = "en",
    };

    private readonly App _app = new(settings: [("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Interception", "Trace")]);

    public static TheoryData<string, Script> Failures => new()
    {
        { "a refusal", Script.Error(500, Secret) },
        { "a bad request", Script.Error(400, Secret) },
        { "a page", Script.Status(200, Secret, "text/html") },
        { "an error line", Script.Tokens("A ", Secret).ThenErrorLine(Secret) },
        { "a reset", Script.Tokens("A ", Secret).ThenReset() },
        { "a broken line", Script.Lines($"{{\"message\": {Secret}") },
        { "a cut", Script.Tokens(Secret).Done("length") },
    };

    public static TheoryData<string, Script> WritersFailures => new(Failures)
    {
        { "a missing model", Script.Error(404, Secret) },
    };

    public static TheoryData<string, Script, string> JudgesFailures => new(
    [
        .. Failures.Select(failure => new TheoryDataRow<string, Script, string>(failure.Data.Item1, failure.Data.Item2, Codes.SafetyUnavailable)),
        new("an unknown reason", Script.Tokens(Secret).Done(Secret), Codes.SafetyUnavailable),
        new("a missing model", Script.Error(404, Secret), Codes.ModelMissing),
    ]);

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_ends_well_is_told_in_figures()
    {
        _app.Ollama.OnText(_ => Script.Tokens("A ", Secret, ".").ThinkingFirst(Secret));
        var run = await _app.StartAsync(Telling);
        await run.WaitForAsync<RunPause>();
        _app.Controls().Continue(run.Id, $"revised {Secret}");
        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);

        ShouldBeSilent();
        var told = _app.Log.Lines.Where(line => line.Category == typeof(RunExecutor).FullName).ToList();
        told.Where(line => line.Level == LogLevel.Information && !line.Line.Contains("silent")).Select(line => line.Line.Split(' ')[2]).Should()
            .Equal(Enumerable.Repeat<string[]>(["began", "ended"], 4).SelectMany(pair => pair), "a line at each stage's begin and end");
        told.Where(line => line.Level == LogLevel.Debug).Should().HaveCount(12, "a line for every piece");
        told.Should().OnlyContain(line => line.Line.Contains(run.Label) && !line.Line.Contains(run.Id), "the id is a key");
    }

    [Theory(Timeout = 30_000), MemberData(nameof(WritersFailures))]
    public async Task A_model_that_fails_is_not_quoted(string what, Script script)
    {
        _app.Ollama.OnText(_ => script);
        _app.Ollama.EnqueueText(Script.Tokens(Secret));
        var run = await _app.StartAsync(Telling with { Until = "Output" });
        (await run.EndAsync()).Outcome.Should().NotBe(Outcome.Completed, what);

        ShouldBeSilent();
    }

    [Theory(Timeout = 30_000), InlineData(Secret), InlineData("zwiebelfisch"), InlineData($"because of {Secret}")]
    public async Task A_model_that_ends_for_an_unknown_reason_is_not_quoted(string reason)
    {
        _app.Ollama.OnText(_ => Script.Tokens(Secret).Done(reason));
        var run = await _app.StartAsync(Telling with { Until = "Output" });
        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed, "a text that ended for a reason is whole");

        ShouldBeSilent();
    }

    [Fact(Timeout = 30_000)]
    public async Task An_unknown_reason_that_is_a_word_of_a_protocol_is_told()
    {
        _app.Ollama.OnText(_ => Script.Tokens(Secret).Done("context_shifted"));
        await (await _app.StartAsync(Telling with { Until = "Output" })).EndAsync();

        _app.Log.Lines.Should().Contain(line => line.Level == LogLevel.Warning && line.Line.Contains("'context_shifted'"));
        ShouldBeSilent();
    }

    [Theory(Timeout = 30_000), MemberData(nameof(JudgesFailures))]
    public async Task A_judge_that_fails_is_not_quoted(string what, Script script, string code)
    {
        _app.Ollama.OnVerdict(_ => script);
        var run = await _app.StartAsync(Telling);
        (await run.EndAsync()).Code.Should().Be(code, what);

        ShouldBeSilent();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_blocked_text_is_not_quoted()
    {
        _app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "violence"));
        await (await _app.StartAsync(Telling)).EndAsync();
        await (await _app.StartAsync($"Hakenkreuz {Secret}")).EndAsync();

        ShouldBeSilent();
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_refused_at_the_door_is_not_quoted()
    {
        await using var hub = await _app.ConnectAsync();
        using var http = _app.CreateClient();
        object[] refused =
        [
            new { text = Secret.PadRight(5_000) + "." }, new { text = Secret, output = Secret }, new { text = Secret, preset = Secret },
            new { text = Secret, model = Secret }, new { text = Secret, translateTo = Secret }, new { text = Secret, extra = Secret },
            new { text = new { deep = Secret } },
        ];
        foreach (var request in refused)
        {
            await FluentActions.Awaiting(() => hub.StartAsync(request)).Should().ThrowAsync<Exception>();
            using var answer = await http.PostAsJsonAsync("/api/runs", request, TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).Should().Be(400);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().NotContain(Secret);
        }

        ShouldBeSilent();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_text_in_an_address_is_not_quoted()
    {
        using var http = _app.CreateClient();
        var messages = await StageStreams.ReadAsync(http, $"/api/text_stream/stage2/mine?prompt={Secret}&context={Secret}")
            .ToListAsync(TestContext.Current.CancellationToken);

        messages[^1].Name.Should().Be("complete");
        ShouldBeSilent();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_defect_of_ours_is_told_by_its_place_and_not_by_its_words()
    {
        await using var broken = _app.WithWebHostBuilder(host => host.ConfigureTestServices(
            services => services.AddSingleton<IGenerator, DefectiveGenerator>()));
        var work = await broken.Services.GetRequiredService<RunRequestReader>().ReadAsync(Telling, TestContext.Current.CancellationToken);
        var run = new RunControls(broken.Services).Start(work);

        (await run.EndAsync()).Should().Match<RunEnd>(end => end.Outcome == Outcome.Failed && end.Code == Codes.Internal);
        _app.Log.Lines.Should().Contain(line => line.Level == LogLevel.Error && line.Line.Contains(nameof(InvalidOperationException)));
        ShouldBeSilent();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void ShouldBeSilent() => _app.Log.Lines
        .Where(line => line.Level >= LogLevel.Information || line.Category.StartsWith("Interception.", StringComparison.Ordinal))
        .Should().NotBeEmpty().And.NotContain(line => line.Line.Contains(Secret, StringComparison.OrdinalIgnoreCase));

    /// <summary>Fails in a way that nobody foresaw, and says what it was given.</summary>
    private sealed class DefectiveGenerator : IGenerator
    {
        public IAsyncEnumerable<GenerationPiece> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken) =>
            prompt.Job == GenerationJob.Verdict
                ? new[] { new GenerationPiece(PieceKind.Text, Yes(prompt)), new GenerationPiece(PieceKind.Figures) }.ToAsyncEnumerable()
                : throw new InvalidOperationException(prompt.Parts[0].Text);

        private static string Yes(ModelPrompt prompt) => JsonSerializer.Serialize(new
        {
            nonce = prompt.Format!.Value.GetProperty("properties").GetProperty("nonce").GetProperty("const").GetString(),
            verdict = "SAFE",
        });
    }
}
