using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Safety;

/// <summary>What is too long for the judge is the request's fault, and says which field it is.</summary>
public sealed class TooLongForTheJudgeTests
{
    private static readonly Script TooLong = Script.Error(400, "the input length exceeds the context length");

    [Theory(Timeout = 30_000), InlineData("text"), InlineData("rules"), InlineData("style")]
    public async Task The_longest_field_is_named_and_the_judge_is_asked_once(string field)
    {
        await using var app = new App();
        app.Ollama.OnVerdict(_ => TooLong);
        string Of(string name) => name == field ? new('ü', 1_000) : "kurz";
        var run = await app.StartAsync(new RunRequest { Text = Of("text"), Rules = Of("rules"), Style = Of("style") });

        var end = await run.WaitForAsync<StageEnd>();

        (end.Code, end.Field).Should().Be((Codes.InvalidRequest, field));
        (await ServerRuns.EndingOfAsync(() => run.TextAsync(Stage.PreInterception))).Message.Should().Be($"The field '{field}' is too long for the model.");
        app.Ollama.VerdictCalls.Should().ContainSingle();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_revised_text_is_called_text()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();
        app.Ollama.OnVerdict(_ => TooLong);

        app.Controls().Continue(run.Id, "My own version.");

        (await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.PreOutput)).Should().Match<StageEnd>(end =>
            end.Code == Codes.InvalidRequest && end.Field == "text");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_models_own_text_that_is_too_long_for_the_judge_is_unchecked()
    {
        await using var app = new App();
        app.Ollama.OnVerdict(asked => app.Ollama.TextCalls.Any() ? TooLong : null);
        var run = await app.StartAsync();

        (await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.Interception)).Code.Should().Be(Codes.SafetyUnavailable);
    }
}
