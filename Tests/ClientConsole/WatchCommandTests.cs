using Interception.Client.Console;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.ClientConsole;

/// <summary>Somebody's run, followed on the command line.</summary>
public sealed class WatchCommandTests : IAsyncDisposable
{
    private readonly App _app = new();
    private readonly WatchedScreen _out = new();
    private readonly StringWriter _error = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000), InlineData(""), InlineData("http://school.example/#run=")]
    public async Task A_run_of_somebody_else_is_typed_from_its_beginning_to_its_end(string before)
    {
        var server = _app.Listen();
        var run = await _app.StartAllAsync();

        var exit = await InvokeAsync(Cancel, "watch", before + run.Id, "--url", $"{server}");

        exit.Should().Be(0);
        _out.ToString().Split(ScriptedOllama.Text).Should().HaveCount(4, "three stages show it, each once");
    }

    [Fact(Timeout = 60_000)]
    public async Task Ctrl_C_leaves_and_the_run_goes_on()
    {
        var server = _app.Listen();
        var run = await _app.StartAndPauseAsync();
        using var ctrlC = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watching = InvokeAsync(ctrlC.Token, "watch", run.Id, "--url", $"{server}");
        await _out.ShowsAsync("(paused");

        await ctrlC.CancelAsync();

        (await watching).Should().Be(130);
        _out.ToString().TrimEnd().Should().EndWith("You have left. The run goes on.");
        _app.Controls().List().Single().State.Should().Be(Interception.Server.Runs.RunState.Paused);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_that_is_not_there_is_refused_in_one_line()
    {
        var exit = await InvokeAsync(Cancel, "watch", "nobody-s-run", "--url", $"{_app.Listen()}");

        exit.Should().Be(1);
        _error.ToString().Should().Contain($"({Codes.RunNotFound})").And.Subject.TrimEnd().Should().NotContain(Environment.NewLine);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("watch")]
    [InlineData("smoke")]
    [InlineData("lesson")]
    public async Task Help_says_what_a_command_does_and_what_it_takes(string command)
    {
        await InvokeAsync(Cancel, command, "--help");

        _out.ToString().Should().Contain("--url <url>").And.Contain("Usage:").And.NotContain("Unhandled");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<int> InvokeAsync(CancellationToken cancellationToken, params string[] arguments) =>
        CommandLine.InvokeAsync(arguments, new() { In = TextReader.Null, Out = _out, Error = _error }, cancellationToken);
}
