using System.IO.Compression;
using System.Net.Sockets;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

public sealed class ScriptedOllamaFaultTests : ScriptedOllamaTest
{
    [Fact(Timeout = 10_000)]
    public async Task A_reset_in_the_middle_of_a_line_comes_after_the_lines_before_it()
    {
        Ollama.EnqueueText(Script.Tokens("a").ThenReset());
        using var lines = new StreamReader(await (await AskAsync(Chat())).Content.ReadAsStreamAsync(Cancel));

        (await lines.ReadLineAsync(Cancel)).Should().Contain("\"content\":\"a\"");
        var broken = await lines.Invoking(l => l.ReadToEndAsync(Cancel)).Should().ThrowAsync<IOException>();
        broken.Which.InnerException.Should().BeOfType<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_reset_before_the_head_is_seen_as_one()
    {
        Ollama.EnqueueText(Script.ResetBeforeHeaders());

        await this.Invoking(t => t.AskAsync(Chat())).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_connection_closed_without_the_last_chunk_ends_too_early()
    {
        Ollama.EnqueueText(Script.Tokens("a").ThenFin());
        using var answer = await AskAsync(Chat());

        var broken = await answer.Content.Invoking(c => c.ReadAsStringAsync(Cancel)).Should().ThrowAsync<Exception>();
        broken.Which.GetBaseException().Should().BeOfType<HttpIOException>()
            .Which.HttpRequestError.Should().Be(HttpRequestError.ResponseEnded);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_stream_can_end_with_an_error_line_or_without_a_done_line()
    {
        Ollama.EnqueueText(Script.Tokens("a").ThenErrorLine("out of \"memory\""), Script.Tokens("a").ThenEnd());

        (await LinesAsync(Chat()))[^1].Should().Be("""{"error":"out of \"memory\""}""");
        (await LinesAsync(Chat())).Should().ContainSingle().Which.Should().EndWith("\"done\":false}");
    }

    [Fact(Timeout = 10_000)]
    public async Task A_client_that_gives_up_before_the_head_is_noticed()
    {
        Ollama.EnqueueText(Script.StallBeforeHeaders());
        using var patience = new CancellationTokenSource();
        var answer = AskAsync(Chat(), cancel: patience.Token);
        var request = await Ollama.TextCalls.WaitFor(1);

        await patience.CancelAsync();

        await request.ClientLeft.WaitAsync(Cancel);
        await request.Completed.WaitAsync(Cancel);
        await answer.Invoking(a => a).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact(Timeout = 10_000)]
    public async Task After_a_kill_nobody_answers_until_it_is_started_again()
    {
        Ollama.EnqueueText(Script.Tokens("a").ThenStall());
        using var cut = await AskAsync(Chat());

        await Ollama.KillAsync();

        await cut.Content.Invoking(c => c.ReadAsStringAsync(Cancel)).Should().ThrowAsync<Exception>();
        await this.Invoking(t => t.AskAsync(Chat())).Should().ThrowAsync<HttpRequestException>();
        Ollama.StartAgain();
        (await LinesAsync(Chat())).Should().HaveCount(61);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("/api/chat", """{"model":"nobird","messages":[{}]}""", 404, """{"error":"model 'nobird' not found"}""")]
    [InlineData("/api/show", """{"model":"nobird"}""", 404, """{"error":"model 'nobird:latest' not found"}""")]
    [InlineData("/api/chat", """{"model":"plain","think":true}""", 400, """{"error":"\"plain\" does not support thinking"}""")]
    [InlineData("/api/chat", """{"messages":[]}""", 400, """{"error":"model is required"}""")]
    [InlineData("/api/chat", "", 400, """{"error":"missing request body"}""")]
    [InlineData("/api/tags", "", 405, "405 method not allowed")]
    [InlineData("/api/nothing", "", 404, "404 page not found")]
    public async Task Refusals_are_worded_as_recorded(string path, string body, int status, string text)
    {
        Ollama.Models.Add(new("plain"));

        using var answer = await AskAsync(body, path);

        ((int)answer.StatusCode).Should().Be(status);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Be(text);
    }

    [Fact(Timeout = 10_000)]
    public async Task Answers_that_no_Ollama_gives_can_be_scripted_as_well()
    {
        var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest)) gzip.Write(new byte[10_000_000]);
        Ollama.EnqueueText(
            Script.Body(200, bomb.ToArray(), "application/x-ndjson", "Content-Encoding: gzip"),
            Script.Status(302, "", "text/html", "Location: http://192.0.2.1/"),
            Script.Lines("", "\uFEFF{}\r", "\0", new string('x', 10_000_000)));

        (await LinesAsync(Chat()))[0].Should().HaveLength(10_000_000);
        using var redirect = await AskAsync(Chat());
        redirect.Headers.Location.Should().Be("http://192.0.2.1/");
        (await LinesAsync(Chat())).Select(line => line.Length).Should().Equal(4, 1, 10_000_000);
    }

    [Fact]
    public async Task An_exception_in_a_rule_of_the_test_is_not_lost()
    {
        var broken = new ScriptedOllama();
        Http.BaseAddress = broken.Address;
        broken.OnText(_ => throw new InvalidOperationException("a slip of the test"));

        await this.Invoking(t => t.AskAsync(Chat())).Should().ThrowAsync<HttpRequestException>();

        await broken.Invoking(b => b.DisposeAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>();
    }
}
