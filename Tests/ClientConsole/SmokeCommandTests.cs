using Interception.Client.Console;
using Interception.Tests.Support;

namespace Interception.Tests.ClientConsole;

public class SmokeCommandTests
{
    [Fact(Timeout = 20_000)]
    public async Task A_server_that_streams_passes_on_every_transport()
    {
        await using var console = await ConsoleBeside<HubThatStreams>.StartAsync();

        var exit = await console.InvokeAsync(["smoke"], TestContext.Current.CancellationToken);

        exit.Should().Be(0);
        console.ErrorLines.Should().BeEmpty();
        foreach (var transport in (string[])["WebSockets", "ServerSentEvents", "LongPolling"])
            console.Out.Should().Contain($"{transport}, voice practice");
        console.Out.TrimEnd().Split(Environment.NewLine).Last().Should().StartWith("OK ");
    }

    [Theory(Timeout = 20_000)]
    [InlineData("websockets", "WebSockets")]
    [InlineData("sse", "ServerSentEvents")]
    [InlineData("longpolling", "LongPolling")]
    public async Task A_transport_can_be_chosen(string asked, string used)
    {
        await using var console = await ConsoleBeside<HubThatStreams>.StartAsync();

        var exit = await console.InvokeAsync(["smoke", "--transport", asked], TestContext.Current.CancellationToken);

        exit.Should().Be(0);
        console.Out.Should().Contain($"OK every stage streams ({used}).");
    }

    [Fact(Timeout = 20_000)]
    public async Task The_table_has_a_line_for_each_stage()
    {
        await using var console = await ConsoleBeside<HubThatStreams>.StartAsync();

        await console.InvokeAsync(["smoke", "--transport", "websockets"], TestContext.Current.CancellationToken);

        foreach (var stage in ContractStages.All)
            console.Out.Should().MatchRegex($@"  {stage} +\d+ ms +30 +\d+ ms +\d+");
    }

    [Fact(Timeout = 20_000)]
    public async Task A_model_has_to_write_in_all_four_stages()
    {
        await using var console = await ConsoleBeside<HubThatStreams>.StartAsync();

        await console.InvokeAsync(["smoke", "--transport", "websockets"], TestContext.Current.CancellationToken);

        var request = console.Heard.Request!;
        request.Until.Should().Be("Output");
        request.TranslateTo.Should().Be("en");
        request.TranslateOutputTo.Should().Be("de");
        request.Text!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Should().HaveCountGreaterThan(60);
    }

    [Fact(Timeout = 20_000)]
    public Task A_server_that_sends_a_text_in_one_piece_fails() =>
        FailsAsync<HubThatDropsEverythingAtOnce>(
            "WebSockets: PreInterception does not stream: its text came in one piece, but it was written over 29999 ms.",
            TestContext.Current.CancellationToken);

    [Fact(Timeout = 20_000)]
    public Task A_server_that_sends_all_pieces_at_the_end_fails() =>
        FailsAsync<HubThatHoldsBackUntilTheEnd>(
            "WebSockets: PreInterception does not stream: all 30 pieces came within",
            TestContext.Current.CancellationToken);

    [Fact(Timeout = 20_000)]
    public async Task A_text_too_short_to_tell_is_asked_for_at_more_length()
    {
        await using var console = await ConsoleBeside<HubThatSaysMoreWhenAsked>.StartAsync();

        var exit = await console.InvokeAsync(["smoke"], TestContext.Current.CancellationToken);

        exit.Should().Be(0);
        console.Out.Should().Contain("too short to tell; asking for more text")
            .And.Contain("OK every stage streams (WebSockets, ServerSentEvents, LongPolling).");
    }

    [Fact(Timeout = 20_000)]
    public async Task A_text_that_stays_too_short_to_tell_is_no_failure()
    {
        await using var console = await ConsoleBeside<HubThatSaysLittle>.StartAsync();

        var exit = await console.InvokeAsync(["smoke"], TestContext.Current.CancellationToken);

        exit.Should().Be(0);
        console.ErrorLines.Should().BeEmpty();
        console.Out.Should().Contain("WebSockets: PreInterception, Interception, PreOutput, Output too short to tell.");
    }

    [Fact(Timeout = 20_000)]
    public Task A_server_that_loses_text_fails() =>
        FailsAsync<HubThatLosesTheLastWord>(
            "WebSockets: PreInterception lost text",
            TestContext.Current.CancellationToken);

    [Fact(Timeout = 20_000)]
    public Task A_run_that_is_blocked_fails_with_code_and_stage() =>
        FailsAsync<HubThatBlocksTheInterception>(
            "WebSockets: A safety check said no. The run ended as Blocked in Interception (blocked, hate-symbols).",
            TestContext.Current.CancellationToken);

    [Fact(Timeout = 20_000)]
    public async Task A_server_that_is_not_there_is_named_with_the_way_out()
    {
        var error = new StringWriter();
        var surroundings = new CommandContext { In = TextReader.Null, Out = TextWriter.Null, Error = error };

        var exit = await CommandLine.InvokeAsync(
            ["smoke", "--url", "http://127.0.0.1:1/base/"], surroundings, TestContext.Current.CancellationToken);

        exit.Should().Be(1);
        error.ToString().TrimEnd().Should().NotContain(Environment.NewLine)
            .And.Contain("http://127.0.0.1:1/base/").And.Contain("dotnet run --project Server");
    }

    [Fact(Timeout = 20_000)]
    public async Task A_server_of_another_kind_is_said_to_be_none_of_ours()
    {
        await using var console = await ConsoleBeside<HubThatStreams>.StartAsync();

        var exit = await console.InvokeAsync(
            ["smoke", "--url", "http://localhost/elsewhere"], TestContext.Current.CancellationToken);

        exit.Should().Be(1);
        console.ErrorLines.Should().ContainSingle()
            .Which.Should().Contain("http://localhost/elsewhere").And.Contain("404");
    }

    private static async Task FailsAsync<THub>(string why, CancellationToken cancellationToken)
        where THub : PlayedHub
    {
        await using var console = await ConsoleBeside<THub>.StartAsync();

        var exit = await console.InvokeAsync(["smoke"], cancellationToken);

        exit.Should().Be(1);
        console.ErrorLines.Should().ContainSingle().Which.Should().StartWith(why);
        console.Out.Should().NotContain("OK ");
    }
}
