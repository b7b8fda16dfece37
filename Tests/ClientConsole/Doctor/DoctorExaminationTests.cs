using System.Text.Json;
using Interception.Client.Console;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Doctor;
using Interception.Client.Console.Doctor.Hops;
using Interception.Client.Console.Doctor.Reports;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Proxies;

namespace Interception.Tests.ClientConsole.Doctor;

/// <summary>The doctor in front of a whole server: real connections, and one fault at a time.</summary>
public sealed class DoctorExaminationTests : IAsyncDisposable
{
    private static readonly DoctorPlan Short = new()
    {
        Ticks = 20, TickMs = 40, SecondChance = TimeSpan.FromSeconds(2), Idle = TimeSpan.FromMilliseconds(800), FirstLine = TimeSpan.FromSeconds(3), Silence = TimeSpan.FromSeconds(3), Run = TimeSpan.FromSeconds(20),
    };

    private readonly WatchedScreen _out = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 90_000)]
    public async Task A_healthy_house_is_well_and_every_hop_has_its_figures()
    {
        await using var app = new App();
        var server = app.Listen();
        await using var proxy = await FilteringProxy.StartAsync(server, Manner.Passes, Manner.Passes);

        var report = await ExamineAsync(server, [proxy.Address], app.Ollama.Address);

        report.Sentence.Should().StartWith("All is well");
        report.ExitCode.Should().Be(ExitCodes.Well);
        report.Findings.Hops.Should().HaveCount(2).And.OnlyContain(hop => hop.Streams.Count == 7 && hop.Streams.All(stream => stream.IsWhole));
        report.Findings.Ollama!.Version.Should().Be("0.32.15");
        app.Controls().List().Should().OnlyContain(run => run.State == Interception.Server.Runs.RunState.Ended, "it tidies up after itself");
        await TableReport.WriteAsync(_out, report);
        _out.ToString().Should().Contain("where, and on which way").And.Contain($"{proxy.Address}").And.Contain("stage stream, text");
    }

    [Theory(Timeout = 90_000)]
    [InlineData(Manner.Refuses, Manner.Passes, "no-websockets")]
    [InlineData(Manner.Passes, Manner.Mute, "held-back")]
    public async Task A_proxy_with_a_fault_is_named(Manner sockets, Manner events, string kind)
    {
        await using var app = new App(null, ("Practice:Mode", "Always"));
        var server = app.Listen();
        await using var proxy = await FilteringProxy.StartAsync(server, sockets, events);

        var report = await ExamineAsync(server, [proxy.Address]);

        (report.Fault?.Kind, report.Fault?.At).Should().Be((kind, proxy.Address));
    }

    [Fact(Timeout = 90_000)]
    public async Task A_model_that_stops_in_the_middle_is_frozen()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens("A ", "blue ", "bird").ThenStall());

        var report = await ExamineAsync(app.Listen(), [], app.Ollama.Address);

        report.Fault!.Kind.Should().Be("frozen-model");
    }

    [Fact(Timeout = 90_000)]
    public async Task A_wrong_code_and_a_server_that_is_not_there_are_named_and_nothing_is_left_out()
    {
        await using var app = new App(null, ("Access:Code", "lighthouse"));
        var server = app.Listen();

        (await ExamineAsync(server, [], app.Ollama.Address)).Fault!.Kind.Should().Be("wrong-code");
        var gone = await ExamineAsync(new($"http://127.0.0.1:{LoopbackPort.FindFree()}"), [], app.Ollama.Address);
        gone.Fault!.Kind.Should().Be("unreachable");
        gone.Findings.Ollama!.Call!.Words.Should().BePositive("Ollama was asked all the same");
    }

    [Fact(Timeout = 90_000)]
    public async Task The_command_says_with_its_exit_code_what_it_found_and_for_a_script_prints_one_object()
    {
        var gone = $"http://127.0.0.1:{LoopbackPort.FindFree()}";

        var exit = await CommandLine.InvokeAsync(["doctor", "--url", gone, "--json"], Surroundings(), Cancel);

        exit.Should().Be(ExitCodes.Failed);
        JsonElement.Parse(_out.ToString()).GetProperty("kind").GetString().Should().Be("unreachable");
    }

    public ValueTask DisposeAsync() => _out.DisposeAsync();

    private Task<DoctorReport> ExamineAsync(Uri server, IReadOnlyList<Uri> vias, Uri? ollama = null) =>
        new DoctorExamination(Surroundings(), Short, new(Surroundings(), isPlain: true, isSilent: true))
            .ExamineAsync(new ServerAddress(server), vias, ollama, Cancel);

    private CommandContext Surroundings() => new() { In = TextReader.Null, Out = _out, Error = TextWriter.Null };
}
