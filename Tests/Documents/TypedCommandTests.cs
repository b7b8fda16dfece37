using Interception.Client.Console;
using Interception.Tests.Deployment;
using Interception.Tests.Support;

namespace Interception.Tests.Documents;

/// <summary>The commands of the documents, read from there and typed, in front of a server that practises.</summary>
[Collection(typeof(Alone))]
public sealed class TypedCommandTests : IAsyncDisposable
{
    private const string Console = "dotnet run --project Client.Console -- ";
    private const string Address = "http://localhost:17802";
    private const string TeacherCode = "lighthouse";

    private readonly FastTime _time = new(faster: 6);
    private readonly App _app;

    public TypedCommandTests() => _app = new(_time, ("Practice:Mode", "Always"), ("Access:TeacherCode", TeacherCode));

    public static TheoryData<string> OfTheConsole => Beginning(Console);

    public static TheoryData<string> OfCurl => Beginning("curl -N ");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000), MemberData(nameof(OfTheConsole))]
    public async Task A_command_of_the_console_succeeds(string line)
    {
        var (said, error) = (new StringWriter(), new StringWriter());
        string[] typed = [.. DocumentedCommand.Words(line).Skip(5), "--url", _app.Listen().ToString()];
        if (typed[0] == "watch") typed[1] = (await _app.StartAllAsync()).Id;

        // Only smoke compares its own clock with the server's.
        var time = typed[0] == "smoke" ? _time : TimeProvider.System;

        var exit = await CommandLine.InvokeAsync(typed, new() { In = TextReader.Null, Out = said, Error = error, Code = TeacherCode, Time = time }, Cancel);

        exit.Should().Be(0, "{0}: {1}", line, error);
        said.ToString().Should().NotBeEmpty();
    }

    [Theory(Timeout = 60_000), MemberData(nameof(OfCurl))]
    public async Task Curl_shows_a_stage_to_its_end(string line)
    {
        Needs.Program("curl");
        var address = _app.Listen().ToString().TrimEnd('/');

        var said = await ChildProcess.RunAsync([.. DocumentedCommand.Words(line.Replace(Address, address, StringComparison.Ordinal))]);

        said.Should().Contain("event: chunk").And.Contain("event: complete");
    }

    [Fact(Timeout = 60_000)]
    public async Task The_server_starts_with_the_command_of_the_readme()
    {
        Repository.Text("README.md").Should().Contain("\ndotnet run --project Server ");
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        await using var server = new ChildProcess(["dotnet", "run", "--project", "Server", "--no-build", "-c", configuration, "--",
            "--urls", "http://127.0.0.1:0", "--Practice:Mode", "Always"], folder: Repository.Root);
        using var http = new HttpClient { BaseAddress = await server.AddressAsync() };

        (await http.GetStringAsync("/health/ready", Cancel)).Should().Contain("practice");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static TheoryData<string> Beginning(string beginning) =>
        [.. DocumentedCommand.All.Where(command => command.WhyNot is null && command.Line.StartsWith(beginning, StringComparison.Ordinal)).Select(command => Shorter(command.Line)).Distinct()];

    /// <summary>Three hurried children are a lesson as well; the other transports have tests of their own.</summary>
    private static string Shorter(string line) => line
        .Replace("--children 30 --minutes 5", "--children 3 --minutes 0.05 --pace 100", StringComparison.Ordinal)
        .Replace(" smoke", " smoke --transport websockets", StringComparison.Ordinal);
}
