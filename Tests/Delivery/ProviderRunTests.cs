using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Delivery;

/// <summary>A whole run whose models are all at a provider, on a machine without Ollama.</summary>
public sealed class ProviderRunTests : IAsyncDisposable
{
    private const string Key = "k7-a.Secret_key";
    private const string Model = "mistral/mistral-small-latest";

    private readonly ScriptedOpenAi _mistral = new();
    private readonly App _app;

    public ProviderRunTests() => _app = new(null,
        ("Practice:Mode", "Auto"),
        ("Privacy:LocalOnly", "false"),
        ("Providers:mistral:BaseUrl", _mistral.Address.ToString()),
        ("Providers:mistral:ApiKey", Key),
        ("Models:Interception", Model),
        ("Models:Output", Model),
        ("Models:Translation", Model),
        ("Models:Safety", Model));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _mistral.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_token_reaches_a_client_before_the_next_is_said()
    {
        await _app.Ollama.KillAsync();
        var turnstile = new Turnstile();
        _mistral.OnText = _ => Answer.Stream(ScriptedOllama.Tokens.Select(Chunks.Text)).InLockStep(turnstile).Finish("stop");
        await using var hub = await _app.ConnectAsync();

        var run = await hub.StartAllAsync();

        run.Voice.Should().Be("mistral");
        foreach (var stage in new[] { Stage.Interception, Stage.Output })
        {
            await FollowAsync(hub.ReadAsync(stage, run.RunId), turnstile);
            turnstile.Release(2); // Its reason, and [DONE].
        }

        (await hub.EventsAsync(run.RunId)).OfType<RunEnd>().Single().Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_server_is_ready_without_ollama_and_tells_nobody_the_key()
    {
        await _app.Ollama.KillAsync();
        using var http = _app.CreateClient();
        _mistral.Always = asked => asked.Path.EndsWith("/chat/completions", StringComparison.Ordinal)
            ? Answer.Status(500, $$$"""{"error":{"message":"boom {{{Key}}}"}}""") : null;
        await using var hub = await _app.ConnectAsync();
        var run = await hub.StartAllAsync();

        var events = await hub.EventsAsync(run.RunId);

        events.OfType<RunEnd>().Single().Code.Should().Be(Codes.SafetyUnavailable);
        (await ReadyAsync(http)).Should().Be("""{"voice":"mistral"}""");
        var models = await http.GetFromJsonAsync<JsonElement>("/api/models", Cancel);
        models.EnumerateArray().Single().GetProperty("status").GetString().Should().Be("present");
        var told = string.Join('\n', models, await http.GetStringAsync("/api/config", Cancel), string.Join('\n', events));
        told.Should().NotContain(Key);
        _app.Log.Lines.Should().NotContain(line => line.Line.Contains(Key, StringComparison.Ordinal));
    }

    private static async Task FollowAsync(IAsyncEnumerable<string> pieces, Turnstile turnstile)
    {
        var (held, said) = ("", "");
        await using var reader = pieces.GetAsyncEnumerator(Cancel);
        foreach (var token in ScriptedOllama.Tokens)
        {
            turnstile.Release();
            said += token;
            while (held.Length < said.Length && await reader.MoveNextAsync()) held += reader.Current;
            held.Should().Be(said);
        }
    }

    /// <summary>Ready comes when every Ollama has been asked once.</summary>
    private static async Task<string> ReadyAsync(HttpClient http)
    {
        while (true)
        {
            using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
            var body = await ready.Content.ReadAsStringAsync(Cancel);
            if (!body.Contains("first time", StringComparison.Ordinal)) return body;
        }
    }
}
