using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.ClientConsole;

public class RunCommandTests
{
    [Fact(Timeout = 20_000)]
    public async Task A_run_is_typed_stage_by_stage_each_text_whole()
    {
        await using var console = await ConsoleBeside<HubThatStreams>.StartAsync();

        var exit = await console.InvokeAsync(["run", "a lantern"], TestContext.Current.CancellationToken);

        exit.Should().Be(0);
        var shown = console.Out.ReplaceLineEndings("\n");
        shown.Should().Contain("(waiting as number 2)");
        var places = ContractStages.All.Select(stage => shown.IndexOf(
            string.Concat(Enumerable.Range(0, 30).Select(n => $"{stage}{n} ")), StringComparison.Ordinal));
        places.Should().BeInAscendingOrder().And.OnlyContain(place => place > 0);
    }

    [Fact(Timeout = 20_000)]
    public async Task The_server_gets_what_the_person_asked_for()
    {
        await using var console = await ConsoleBeside<HubThatStreams>.StartAsync();

        await console.InvokeAsync(
            ["run", "a lantern", "--rules", "as the moth", "--style", "short", "--output", "poem",
                "--translate-to", "en", "--translate-output-to", "de", "--language", "de", "--model", "local/tiny"],
            TestContext.Current.CancellationToken);

        console.Heard.Request.Should().BeEquivalentTo(new RunRequest
        {
            Text = "a lantern",
            Rules = "as the moth",
            Style = "short",
            Output = "Poem",
            TranslateTo = "en",
            TranslateOutputTo = "de",
            Language = "de",
            Model = "local/tiny",
        }, all => all.Excluding(request => request.Key));
    }

    [Theory(Timeout = 20_000)]
    [InlineData(null, null)]
    [InlineData("\n", null)]
    [InlineData("my own words\n", "my own words")]
    [InlineData("too long\nshorter\n", "shorter")]
    public async Task The_run_goes_on_with_what_is_typed_at_the_pause(string? typed, string? revised)
    {
        await using var console = await ConsoleBeside<HubThatStreams>.StartAsync(typed);

        var exit = await console.InvokeAsync(["run", "a lantern"], TestContext.Current.CancellationToken);

        exit.Should().Be(0);
        console.Heard.Revised.Should().Be(revised);
    }

    [Fact(Timeout = 20_000)]
    public async Task With_yes_nobody_is_asked()
    {
        await using var console = await ConsoleBeside<HubThatStreams>.StartAsync(typed: "my own words\n");

        var exit = await console.InvokeAsync(["run", "a lantern", "--yes"], TestContext.Current.CancellationToken);

        exit.Should().Be(0);
        console.Heard.Revised.Should().BeNull();
        console.Out.Should().NotContain("Press Enter");
    }

    [Fact(Timeout = 20_000)]
    public async Task A_blocked_text_is_taken_back_and_the_reason_given()
    {
        await using var console = await ConsoleBeside<HubThatBlocksTheInterception>.StartAsync(erasable: true);

        var exit = await console.InvokeAsync(["run", "a lantern"], TestContext.Current.CancellationToken);

        exit.Should().Be(1);
        console.Out.ReplaceLineEndings("\n").Should().EndWith("\e[H\e[2J\e[3J\n(this text was taken back)\n");
        console.ErrorLines.Should().Equal(
            "A safety check said no. The run ended as Blocked in Interception (blocked, hate-symbols).");
    }

    [Fact(Timeout = 20_000)]
    public async Task On_a_screen_that_shall_be_plain_nothing_is_taken_back()
    {
        await using var console = await ConsoleBeside<HubThatBlocksTheInterception>.StartAsync(erasable: true);

        await console.InvokeAsync(["run", "a lantern", "--plain"], TestContext.Current.CancellationToken);

        console.Out.Should().NotContain("\e").And.Contain("(waiting as number 2)").And.EndWith($"(this text was taken back){Environment.NewLine}");
    }

    [Fact(Timeout = 20_000)]
    public async Task A_text_shorter_than_the_server_wrote_it_is_an_error()
    {
        await using var console = await ConsoleBeside<HubThatLosesTheLastWord>.StartAsync();

        var exit = await console.InvokeAsync(["run", "a lantern"], TestContext.Current.CancellationToken);

        exit.Should().Be(1);
        console.ErrorLines.Should().ContainSingle().Which.Should().StartWith("PreInterception lost text: ");
    }

    [Fact(Timeout = 20_000)]
    public async Task News_that_are_missing_are_an_error()
    {
        await using var console = await ConsoleBeside<HubThatSkipsNews>.StartAsync();

        var exit = await console.InvokeAsync(["run", "a lantern"], TestContext.Current.CancellationToken);

        exit.Should().Be(1);
        console.ErrorLines.Should().Equal("News of the run are missing: after number 2 came number 4.");
    }

    [Fact(Timeout = 20_000)]
    public async Task Ctrl_C_stops_the_run_on_the_server()
    {
        await using var console = await ConsoleBeside<HubThatNeverEnds>.StartAsync();
        using var ctrlC = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = console.InvokeAsync(["run", "a lantern"], ctrlC.Token);
        await console.Heard.Watched.Task;
        await ctrlC.CancelAsync();

        (await running).Should().Be(130);
        console.Out.TrimEnd().Should().EndWith("The run has been stopped.");
        await console.Heard.Stopped.Task;
        await console.Heard.LeftAlone.Task;
    }
}
