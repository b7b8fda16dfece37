using System.Text.Json;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>The platform's way in, as its page uses it: an <c>EventSource</c> in a real browser.</summary>
[Collection(typeof(InTheBrowser))]
public class EventSourceTests(Browser browser)
{
    /// <summary>Collects what comes, and counts how often the browser asks.</summary>
    private const string Listen = """
        url => {
          window.heard = { text: '', names: [], ended: false, asked: 0 };
          const source = new EventSource(url);
          source.onopen = () => { heard.asked++; };
          source.onerror = () => { heard.closed = source.readyState === EventSource.CLOSED; };
          for (const name of ['connected', 'queue_status', 'chunk', 'complete', 'blocked'])
            source.addEventListener(name, event => {
              const data = JSON.parse(event.data);
              if (heard.names.at(-1) !== name) heard.names.push(name);
              if (name === 'chunk') heard.text += data.text_chunk;
              if (name === 'complete') heard.final = data.final_text;
            });
        }
        """;

    [Fact(Timeout = 60_000)]
    public async Task An_event_source_sees_every_token_as_it_is_said_and_stays_away_after_the_end()
    {
        await using var app = new App();
        var turnstile = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens).InLockStep(turnstile));
        await using var visitor = await browser.VisitAsync(app.Listen());
        await visitor.Page.EvaluateAsync(Listen, "api/text_stream/stage2/platform-1?prompt=a+blue+bird&context=from+below&style_prompt=calm");

        var said = "";
        foreach (var token in ScriptedOllama.Tokens)
        {
            turnstile.Release();
            said += token;
            await visitor.Page.WaitForFunctionAsync("said => heard.text === said", said);
        }

        // The browser asks again when the stream ends, with the ending's id, and is told to stay away.
        await visitor.Page.WaitForFunctionAsync("() => heard.closed", null, new() { Timeout = 20_000 });
        var heard = await visitor.Page.EvaluateAsync<JsonElement>("() => heard");
        heard.GetProperty("final").GetString().Should().Be(ScriptedOllama.Text);
        heard.GetProperty("text").GetString().Should().Be(ScriptedOllama.Text);
        heard.GetProperty("asked").GetInt32().Should().Be(1);
        heard.GetProperty("names").EnumerateArray().Select(name => name.GetString()).Should().Equal("connected", "chunk", "complete");
        app.Ollama.TextCalls.Count.Should().Be(1);
    }
}
