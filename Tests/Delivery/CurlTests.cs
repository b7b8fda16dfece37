using System.Diagnostics;
using System.Text.Json;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Delivery;

/// <summary>What a person sees who types <c>curl -N</c> at a stage stream.</summary>
public class CurlTests
{
    [Fact(Timeout = 60_000)]
    public async Task Curl_shows_every_token_before_the_model_says_the_next()
    {
        await using var app = new App();
        var turnstile = new Turnstile();
        app.Ollama.OnText(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(turnstile));
        using var curl = Curl($"{app.Listen()}api/text_stream/stage2/mine?prompt=a+blue+bird&context=from+below");
        var clock = Stopwatch.StartNew();
        var stamps = new List<TimeSpan>();

        (await NextAsync(curl, "connected")).GetProperty("status").GetString().Should().Be("streaming");
        foreach (var token in ScriptedOllama.Tokens)
        {
            turnstile.Release();
            (await NextAsync(curl, "chunk")).GetProperty("text_chunk").GetString().Should().Be(token);
            stamps.Add(clock.Elapsed);
        }

        (await NextAsync(curl, "complete")).GetProperty("final_text").GetString().Should().Be(ScriptedOllama.Text);
        TestContext.Current.TestOutputHelper!.WriteLine($"first chunk {stamps[0]}, last {stamps[^1]}, {stamps.Count} chunks");
    }

    private static Process Curl(string url) => Process.Start(new ProcessStartInfo("curl", ["-sN", url])
    {
        RedirectStandardOutput = true,
    })!;

    private static async Task<JsonElement> NextAsync(Process curl, string name)
    {
        while (await curl.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line != $"event: {name}") continue;
            while (await curl.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } data)
                if (data.StartsWith("data: ", StringComparison.Ordinal)) return JsonElement.Parse(data["data: ".Length..]);
        }
        throw new InvalidOperationException($"curl ended before '{name}' came.");
    }
}
