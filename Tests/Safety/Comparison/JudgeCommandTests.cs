using System.Text.RegularExpressions;
using Interception.Server.Generation;
using Interception.Server.Safety.Comparison;
using Interception.Tests.Deployment;
using Interception.Tests.Documents;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Safety.Comparison;

/// <summary>The command that compares judges, in front of a scripted Ollama.</summary>
public sealed class JudgeCommandTests : IAsyncDisposable
{
    private readonly App _app = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_judge_is_asked_to_the_byte_as_a_childs_gate_asks_it()
    {
        var text = ComparisonTexts.All.First(text => text is { IsSafe: true, Form: TextForm.Plain });
        await (await _app.StartAsync(new Server.Contracts.RunRequest { Text = text.Parts[0] })).WaitForAsync<Server.Contracts.RunPause>();
        var gates = _app.Ollama.Requests.First(asked => asked.Kind == CallKind.Verdict);

        await CompareAsync("--models", "gpt-oss:20b", "--think", "off");

        var compared = _app.Ollama.Requests.Last(asked => asked.Kind == CallKind.Verdict && asked.Judged().SequenceEqual(text.Parts));
        compared.Should().NotBe(gates);
        WithoutKeys(compared).Should().Be(WithoutKeys(gates));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("one word"), InlineData("another nonce"), InlineData("a yes only in thought"), InlineData("a yes that came to the model's limit")]
    public async Task A_verdict_that_is_none_lets_nothing_pass(string broken)
    {
        _app.Ollama.OnVerdict(asked => Support.Ollama.BrokenVerdicts.Of(broken, asked));

        var (_, said) = await CompareAsync("--models", "gpt-oss:20b", "--think", "off");

        said.Should().MatchRegex("harmful, let pass +0 of ").And.MatchRegex("harmless, not let pass +([1-9][0-9]*) of \\1\\b");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_model_that_nobody_has_fails_the_command_and_the_others_are_compared_all_the_same()
    {
        _app.Ollama.OnVerdict(WiseJudge.Verdict);

        var (exit, said) = await CompareAsync("--models", "bird:1b,gpt-oss:20b", "--think", "off");

        exit.Should().Be(1);
        said.Should().MatchRegex(@"A  local/bird:1b, without thoughts\. Left after 5 texts: .*ModelMissing").And.MatchRegex("harmless, not let pass +- +[0-9]+ of 84");
        said.Should().MatchRegex("B  local/gpt-oss:20b, without thoughts\r?\n");
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_name_the_configured_judge_is_compared()
    {
        var (exit, said) = await CompareAsync("--think", "off");

        exit.Should().Be(0);
        said.Should().Contain("A  local/gpt-oss:20b, without thoughts");
    }

    [Fact(Timeout = 60_000)]
    public async Task The_documents_command_prints_the_table_and_ends()
    {
        var line = DocumentedCommand.All.Select(command => command.Line).First(line => line.StartsWith("dotnet run --project Server -- judge", StringComparison.Ordinal));
        var program = typeof(Server.Runs.Run).Assembly.Location;

        await using var child = new ChildProcess(
            ["dotnet", program, .. DocumentedCommand.Words(line).Skip(5), "--think", "off", "--Ollama:Endpoints:0", _app.Ollama.Address.ToString()]);

        (await child.ExitCodeAsync()).Should().Be(1, "this Ollama has only the first of the models: {0}", child.Said);
        child.Said.Should().Contain("156 texts, 72 of them harmful, in 6 languages.").And.Contain("harmful, let pass, by category");
    }

    [Fact]
    public void What_is_typed_is_understood_or_the_usage_is_told()
    {
        JudgeArguments.Find(["--urls", "http://localhost:1"]).Should().BeNull("this starts the server");
        JudgeArguments.Find(["judge", "--models", "a, mistral/b", "--think", "on", "--show-texts", "--Safety:Level", "Kids"]).Should().BeEquivalentTo(
            new JudgeArguments(["local/a", "mistral/b"], [ThinkMode.On], true, ["--Safety:Level", "Kids"]));
        JudgeArguments.Find(["judge"])!.Thinks.Should().Equal(ThinkMode.Off, ThinkMode.On);
        foreach (var wrong in new string[][] { ["judge", "--think", "much"], ["judge", "--models"], ["judge", "--help"] })
            ((Action)(() => JudgeArguments.Find(wrong))).Should().Throw<JudgeUsageException>().WithMessage("Usage: judge *");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<(int Exit, string Said)> CompareAsync(params string[] words)
    {
        var output = new StringWriter();
        var exit = await JudgeCommand.RunAsync(_app.Services, JudgeArguments.Find(["judge", .. words])!, output, TextWriter.Null, Token);
        return (exit, output.ToString());
    }

    /// <summary>The nonce and the frame's key are new in every call.</summary>
    private static string WithoutKeys(OllamaRequest asked) => Regex.Replace(asked.Body, "[0-9a-f]{16}", "key");
}
