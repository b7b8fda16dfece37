using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Tests.Support;

namespace Interception.Tests.Safety;

/// <summary>An Ollama that cuts long prompts in silence, whatever it is told, lets a judge see half of a text.</summary>
public sealed class OldOllamaTests
{
    [Theory(Timeout = 30_000), InlineData("0.12.5", false), InlineData("0.9.6", false), InlineData("0.12.6", true), InlineData("0.32.15", true)]
    public async Task An_Ollama_that_does_not_know_truncate_is_not_ready_and_says_so(string version, bool isReady)
    {
        await using var app = new App();
        app.Ollama.Version = version;
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();

        using var answer = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(isReady ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        if (isReady) return;
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("missing")[0].GetString()
            .Should().Match($"Ollama {version} at http://127.0.0.1:* cuts long texts in silence*update it to 0.12.6 or later.");
    }

    [Theory]
    [InlineData("0.12.5", false), InlineData("0.5.13-rc2", false), InlineData("0.12.6-rc0", true), InlineData("0.13.0", true), InlineData("1.0.0", true)]
    [InlineData("0.0.0", true), InlineData("", true), InlineData("somebody's own", true)]
    public void The_version_decides_where_it_is_one(string version, bool knows) => OllamaVersion.KnowsTruncate(version).Should().Be(knows);
}
