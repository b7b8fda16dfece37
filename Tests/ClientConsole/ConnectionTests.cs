using System.Net;
using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Tests.ClientConsole;

public class ConnectionTests
{
    [Theory]
    [InlineData("http://localhost:17802", "http://localhost:17802/hubs/interception")]
    [InlineData("http://localhost:17802/", "http://localhost:17802/hubs/interception")]
    [InlineData("https://school.example/ai/interception", "https://school.example/ai/interception/hubs/interception")]
    [InlineData("https://school.example/ai/interception/", "https://school.example/ai/interception/hubs/interception")]
    public void The_hub_is_found_below_the_server_s_address(string server, string hub) =>
        new ServerAddress(new(server)).Hub.AbsoluteUri.Should().Be(hub);

    [Fact]
    public void A_server_that_takes_nobody_else_is_there()
    {
        var full = new HttpRequestException("Unavailable", inner: null, HttpStatusCode.ServiceUnavailable);

        ConnectionFailure.Said(new(new("http://localhost:17802")), full).Message.Should().Be(
            "The server at http://localhost:17802/ takes nobody else at the moment. Wait a moment, then try again.");
    }

    [Fact(Timeout = 20_000)]
    public async Task A_reader_that_leaves_tells_the_server()
    {
        var token = TestContext.Current.CancellationToken;
        await using var console = await ConsoleBeside<HubThatNeverEnds>.StartAsync();
        await using var server = await ServerLink.OpenAsync(
            console.Surroundings(), new(new("http://localhost")), transport: null, ServerLink.LongPatience, token);
        await using var run = await server.StartAsync(new RunRequest { Text = "a lantern" }, token);

        await foreach (var _ in run.WatchAsync(token)) break;

        await console.Heard.LeftAlone.Task;
    }

    [Theory]
    [InlineData("An error. HubException: blocked: A check said no.", "blocked", "A check said no.")]
    [InlineData("An error. HubException: busy: Full: HubException: wait.", "busy", "Full: HubException: wait.")]
    public void A_refusal_is_what_follows_the_first_mark(string message, string code, string sentence)
    {
        var refusal = HubErrorParser.Read(message);

        refusal.Code.Should().Be(code);
        refusal.Message.Should().Be(sentence);
    }

    [Theory]
    [InlineData("An error occurred on the server while streaming results.")]
    [InlineData("Failed to invoke 'X' due to an error on the server. HubException: Method does not exist.")]
    [InlineData("A sentence. HubException: Not a code: a sentence.")]
    public void A_failure_without_a_code_is_internal_and_says_all(string message)
    {
        var refusal = HubErrorParser.Read(message);

        refusal.Code.Should().Be("internal");
        refusal.Message.Should().Be(message);
    }
}
