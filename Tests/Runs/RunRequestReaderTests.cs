using System.Text;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Pipeline;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Runs;

/// <summary>What a request must be. What is not so is refused by its field's name, in words that repeat nothing of it.</summary>
public sealed class RunRequestReaderTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Secret = "Zwiebelfisch";
    private static readonly string Unseen = $"\u200B\u200D {string.Concat("guten Tag".Select(c => new Rune(0xE0000 + c).ToString()))}\uFE0F";
    private static readonly RunRequest Fine = new() { Text = Secret };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, RunRequest> Refused => new()
    {
        { "no text", "text", Fine with { Text = null } },
        { "an empty text", "text", Fine with { Text = "" } },
        { "white space", "text", Fine with { Text = " \r\n\t\u00a0 " } },
        { "a text of which nothing can be seen", "text", Fine with { Text = Unseen } },
        { "a text of blanks that are no white space", "text", Fine with { Text = " \u2800\u3164\uFEFF " } },
        { "rules of which nothing can be seen", "rules", Fine with { Rules = Unseen } },
        { "a style of which nothing can be seen", "style", Fine with { Style = Unseen } },
        { "a text that is too long", "text", Fine with { Text = Long(4_001) } },
        { "a text too long in UTF-16", "text", Fine with { Text = Secret + string.Concat(Enumerable.Repeat("\U0001F426", 1_995)) } },
        { "a text with NUL", "text", Fine with { Text = Secret + '\0' } },
        { "a text with the first half of a character", "text", Fine with { Text = Secret + "\ud83d " } },
        { "a text with the second half of a character", "text", Fine with { Text = "\udc26" + Secret } },
        { "rules that are too long", "rules", Fine with { Rules = Long(4_001) } },
        { "rules with NUL", "rules", Fine with { Rules = Secret + '\0' } },
        { "rules with half a character", "rules", Fine with { Rules = Secret + '\ud83d' } },
        { "a style that is too long", "style", Fine with { Style = Long(2_001) } },
        { "a style with half a character", "style", Fine with { Style = Secret + '\ud83d' } },
        { "an unknown preset", "preset", Fine with { Preset = Secret } },
        { "a preset and rules", "preset", Fine with { Preset = Secret, Rules = Secret } },
        { "an unknown language of the page", "language", Fine with { Language = "xx-nowhere" } },
        { "an empty language", "language", Fine with { Language = "" } },
        { "an unknown language to translate to", "translateTo", Fine with { TranslateTo = "xx-nowhere" } },
        { "a text as a language", "translateTo", Fine with { TranslateTo = Secret + " please" } },
        { "a path as a language", "translateTo", Fine with { TranslateTo = "../de" } },
        { "a known language in an unknown country", "translateTo", Fine with { TranslateTo = "de-nowhere" } },
        { "an endless language", "translateTo", Fine with { TranslateTo = Long(1_000) } },
        { "an unknown language for the output", "translateOutputTo", Fine with { TranslateOutputTo = "de_DE" } },
        { "an unknown form", "output", Fine with { Output = "Opera" } },
        { "a form in lower case", "output", Fine with { Output = "story" } },
        { "a form as a number", "output", Fine with { Output = "0" } },
        { "two forms", "output", Fine with { Output = "Story, Poem" } },
        { "a stage that nobody can stop at", "until", Fine with { Until = "PreOutput" } },
        { "a stage as a number", "until", Fine with { Until = "4" } },
        { "a model that is not allowed", "model", Fine with { Model = "local/llama3:405b" } },
        { "a model that tries a way out", "model", Fine with { Model = "../../" + Secret } },
        { "an empty model", "model", Fine with { Model = "" } },
        { "the practice voice as a model", "model", Fine with { Model = ModelName.PracticeVoice } },
        { "a short key", "key", Fine with { Key = new('k', 15) } },
        { "an empty key", "key", Fine with { Key = "" } },
        { "a long key", "key", Fine with { Key = new('k', 65) } },
        { "a key with NUL", "key", Fine with { Key = new('\0', 20) } },
        { "an unknown field", "skipStages", Fine with { Unknown = Field("skipStages") } },
        { "an unknown field with a long name", new('x', 64), Fine with { Unknown = Field(new('x', 5_000)) } },
    };

    public static TheoryData<string, RunRequest> Taken => new()
    {
        { "an idea of 4,000 after trimming", Fine with { Text = $"  \n{Long(4_000)}\n  " } },
        { "a whole idea of emoji", Fine with { Text = string.Concat(Enumerable.Repeat("\U0001F426", 2_000)) } },
        { "everything at its longest", Fine with { Rules = Long(4_000), Style = Long(2_000), Key = new('k', 64) } },
        { "an emoji alone", Fine with { Text = "❤️", Rules = "👩‍🚀", Style = "  " } },
        { "empty rules and style", Fine with { Rules = "", Style = "", Preset = "" } },
        { "the shortest key", Fine with { Key = new('k', 16) } },
        { "languages", Fine with { Language = "de", TranslateTo = "en-GB", TranslateOutputTo = "zh-Hans" } },
        { "a language in other letters", Fine with { Language = "DE", TranslateTo = "EN-gb" } },
        { "a form and a stage", Fine with { Output = "Code", Until = "Output" } },
        { "the configured model", Fine with { Model = "local/gpt-oss:20b" } },
        { "the configured model without its provider", Fine with { Model = "gpt-oss:20b" } },
    };

    public static TheoryData<string, Stage, string, object> RefusedOfThePlatform => new()
    {
        { "no text", Stage.Interception, "prompt", new StageRequest(null, null, null, null) },
        { "no text under its other name", Stage.Interception, "text", new StageRequest("", null, null, null) { TextField = "text" } },
        { "a text of which nothing can be seen", Stage.Output, "prompt", new StageRequest(Unseen, null, null, null) },
        { "rules of which nothing can be seen", Stage.Interception, "context", new StageRequest(Secret, Unseen, null, null) },
        { "a long idea", Stage.PreInterception, "prompt", new StageRequest(Long(4_001), null, null, null) },
        { "a long interception", Stage.Output, "prompt", new StageRequest(Long(8_001), null, null, null) },
        { "long rules", Stage.Interception, "context", new StageRequest(Secret, Long(4_001), null, null) },
        { "a long style", Stage.Interception, "style_prompt", new StageRequest(Secret, null, Long(2_001), null) },
        { "a model that is not allowed", Stage.Interception, "model", new StageRequest(Secret, null, null, Secret) },
    };

    private RunRequestReader Reader => shared.App.Services.GetRequiredService<RunRequestReader>();

    [Theory(Timeout = 30_000), MemberData(nameof(Refused))]
    public async Task What_is_not_as_it_must_be_is_refused_by_its_name(string what, string field, RunRequest request) =>
        ShouldName(field, await ServerRuns.EndingOfAsync(() => Reader.ReadAsync(request, Cancel)), what);

    [Theory(Timeout = 30_000), MemberData(nameof(RefusedOfThePlatform))]
    public async Task The_platform_is_refused_in_its_own_names(string what, Stage stage, string field, object request) =>
        ShouldName(field, await ServerRuns.EndingOfAsync(() => Reader.ReadAsync(stage, (StageRequest)request, Cancel)), what);

    [Fact(Timeout = 30_000)]
    public async Task Nothing_at_all_is_refused() =>
        ShouldName("request", await ServerRuns.EndingOfAsync(() => Reader.ReadAsync(null, Cancel)), "null");

    [Theory(Timeout = 30_000), MemberData(nameof(Taken))]
    public async Task What_is_as_it_must_be_is_taken(string what, RunRequest request)
    {
        var work = await Reader.ReadAsync(request, Cancel);

        work.Material.Assignment.Idea.Should().Be(request.Text!.Trim(), what);
        work.Material.Assignment.Rules.Should().Be(request.Rules);
        work.Material.Assignment.Style.Should().Be(request.Style);
        work.Plan.PauseAfter.Should().Be(request.Until == "Output" ? null : Stage.Interception);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_left_out_is_filled_in()
    {
        var assignment = (await Reader.ReadAsync(Fine, Cancel)).Material.Assignment;

        assignment.Should().BeEquivalentTo(new
        {
            Rules = (string?)null,
            Style = (string?)null,
            Language = "en",
            TranslateTo = (string?)null,
            TranslateOutputTo = (string?)null,
            Form = OutputForm.Story,
            Models = new RunModels("ollama", "local/gpt-oss:20b", "local/gpt-oss:20b", "local/gpt-oss:20b", "local/gpt-oss:20b"),
        });
    }

    [Fact(Timeout = 30_000)]
    public async Task A_model_of_the_childs_choice_writes_but_neither_judges_nor_translates()
    {
        await using var app = new App(settings: [("Models:Allowed:0", "small"), ("Models:Safety", "judge")]);

        var work = await app.Services.GetRequiredService<RunRequestReader>().ReadAsync(Fine with { Model = "small" }, Cancel);

        work.Material.Assignment.Models.Should()
            .Be(new RunModels("ollama", "local/small", "local/small", "local/gpt-oss:20b", "local/judge"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("PreInterception", "PreInterception"), InlineData("Interception", "PreInterception Interception")]
    [InlineData("PreOutput", "PreOutput"), InlineData("Output", "PreOutput Output")]
    public async Task The_platform_gets_its_half_of_the_way_and_no_pause(string upTo, string stages)
    {
        var work = await Reader.ReadAsync(new Stage(upTo), new(Secret, null, null, null), Cancel);

        string.Join(' ', work.Plan.Stages).Should().Be(stages);
        work.Plan.PauseAfter.Should().BeNull();
        (work.Material.Assignment.Idea ?? work.Material.Revision).Should().Be(Secret);
    }

    private static void ShouldName(string field, EndingException refusal, string what)
    {
        refusal.Code.Should().Be(Codes.InvalidRequest, what);
        refusal.Field.Should().Be(field, what);
        refusal.Message.Should().Contain($"'{field}'").And.NotContain(Secret, "a child's text stays where it is");
    }

    private static string Long(int length) => Secret.PadRight(length, 'a');

    private static Dictionary<string, JsonElement> Field(string name) => new() { [name] = JsonElement.Parse("[1]") };
}
