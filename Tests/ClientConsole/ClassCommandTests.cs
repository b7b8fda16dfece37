using Interception.Client.Console;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;

namespace Interception.Tests.ClientConsole;

/// <summary>A teacher at the console, beside a whole server.</summary>
public sealed class ClassCommandTests : IAsyncDisposable
{
    private readonly App _app = new(null, ("Access:Code", "meadow"), ("Access:TeacherCode", "lighthouse"));
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    [Fact(Timeout = 30_000)]
    public async Task Status_shows_a_line_a_run_and_no_text()
    {
        var paused = await _app.StartAndPauseAsync("a secret idea");
        _app.Controls().Hold();
        var waiting = await _app.StartAsync();
        await waiting.WaitForAsync<Queued>();

        (await InvokeAsync("class", "status", "--code", "lighthouse")).Should().Be(0);

        var lines = _out.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(3);
        lines[0].Should().StartWith("2 runs, ").And.Contain("1 paused").And.Contain("1 waiting").And.EndWith("The line is held.");
        lines.Should().Contain(line => line.StartsWith($"{paused.Label}  Paused   Interception "));
        lines.Should().Contain(line => line.StartsWith($"{waiting.Label}  Waiting  -                number 1 "));
        _out.ToString().Should().NotContainAny(["secret", paused.Id]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Hold_release_and_stop_all_do_what_they_say()
    {
        (await InvokeAsync("class", "hold", "--code", "lighthouse")).Should().Be(0);
        _app.Controls().IsHeld.Should().BeTrue();
        (await InvokeAsync("class", "release", "--code", "lighthouse")).Should().Be(0);
        _app.Controls().IsHeld.Should().BeFalse();
        var paused = await _app.StartAndPauseAsync();
        (await InvokeAsync("class", "stop-all", "--code", "lighthouse")).Should().Be(0);

        (await paused.EndAsync()).Code.Should().Be(Codes.Stopped);
        _app.Controls().List().Should().OnlyContain(run => run.State == RunState.Ended);
        _out.ToString().ReplaceLineEndings("\n").Should().Be("The line is held.\nThe line moves again.\nAll runs have ended.\n");
    }

    [Theory(Timeout = 30_000), InlineData("meadow"), InlineData("wrong"), InlineData(null)]
    public async Task Without_the_teachers_code_one_line_says_what_is_missing(string? code)
    {
        (await InvokeAsync(["class", "stop-all", .. code is null ? Array.Empty<string>() : ["--code", code]])).Should().Be(1);

        _error.ToString().TrimEnd().Should().Be(
            "The teacher's code is missing or wrong. Say it with --code, or in the environment variable INTERCEPTION_CODE.");
    }

    [Fact(Timeout = 30_000)]
    public async Task The_code_may_stand_in_the_environment_and_an_option_wins_over_it()
    {
        (await WithCodeAsync("lighthouse", "class", "status")).Should().Be(0);
        (await WithCodeAsync("lighthouse", "class", "status", "--code", "meadow")).Should().Be(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_needs_the_code_of_the_class_and_says_so()
    {
        (await InvokeAsync("run", "a lantern", "--yes")).Should().Be(1);
        _error.ToString().TrimEnd().Should().Be(
            "The access code is missing or wrong. Say it with --code, or in the environment variable INTERCEPTION_CODE.");

        (await InvokeAsync("run", "a lantern", "--yes", "--code", "meadow", "--transport", "sse")).Should().Be(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task After_too_many_wrong_codes_one_line_says_so()
    {
        for (var wrong = 0; wrong < 10; wrong++) await InvokeAsync("class", "status", "--code", $"guess{wrong}");
        _error.GetStringBuilder().Clear();

        (await InvokeAsync("class", "status", "--code", "guess")).Should().Be(1);

        _error.ToString().TrimEnd().Should().Be("Too many wrong access codes came from here. Wait a moment, then try again with the right one.");
        (await InvokeAsync("class", "status", "--code", "lighthouse")).Should().Be(0, "the right code passes at any time");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<int> InvokeAsync(params string[] arguments) => WithCodeAsync(null, arguments);

    private Task<int> WithCodeAsync(string? code, params string[] arguments) => CommandLine.InvokeAsync(arguments, new()
    {
        In = TextReader.Null,
        Out = _out,
        Error = _error,
        Code = code,
        Network = options => options.HttpMessageHandlerFactory = _ => _app.Server.CreateHandler(),
    }, TestContext.Current.CancellationToken);
}
