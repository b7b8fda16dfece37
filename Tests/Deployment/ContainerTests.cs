using System.Globalization;
using Interception.Server.Hosting;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Deployment;

/// <summary>The published server as docker-compose.yml starts it, without a Docker engine.</summary>
[Collection(nameof(Published))]
public class ContainerTests(Published published)
{
    private static readonly ComposeService Service = ComposeFile.Read().Services["server"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task As_compose_starts_it_the_server_becomes_healthy_serves_the_page_and_streams_text()
    {
        Needs.RootOnLinux();
        await using var ollama = new ScriptedOllama();
        ollama.OnVerdict(WiseJudge.Verdict);
        await using var server = Container.Start(published.InTheImage, Environment(ollama));
        using var http = new HttpClient { BaseAddress = await server.AddressAsync() };

        while (await HealthAsync(http.BaseAddress!.Port) != 0) Token.ThrowIfCancellationRequested();

        (await http.GetStringAsync("/", Token)).Should().Contain("id=\"app\"");
        await new LockStep(ollama).FollowAsync(
            StageStreams.TextAsync(http, "/api/text_stream/stage2/try?prompt=a+blue+bird&context=from+below"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_without_its_model_is_unhealthy()
    {
        Needs.RootOnLinux();
        await using var ollama = new ScriptedOllama();
        ollama.Models.Clear();
        await using var server = Container.Start(published.InTheImage, Environment(ollama));
        using var http = new HttpClient { BaseAddress = await server.AddressAsync() };

        while (!await SaysAsync(http, "ollama pull gpt-oss:20b")) Token.ThrowIfCancellationRequested();

        (await HealthAsync(http.BaseAddress!.Port)).Should().NotBe(0);
    }

    /// <summary>Compose's own environment, but for the model server and a port that is free here.</summary>
    private static Dictionary<string, string> Environment(ScriptedOllama ollama) => new(Service.Environment)
    {
        ["Ollama__Endpoints__0"] = ollama.Address.AbsoluteUri,
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
    };

    private static async Task<bool> SaysAsync(HttpClient http, string words)
    {
        using var ready = await http.GetAsync("/health/ready", Token);
        return (await ready.Content.ReadAsStringAsync(Token)).Contains(words, StringComparison.Ordinal);
    }

    /// <summary>The health check as written, but for the port.</summary>
    private static async Task<int> HealthAsync(int port)
    {
        var test = Service.Healthcheck!.Test;
        test[0].Should().Be("CMD");
        await using var check = new ChildProcess(test.Skip(1).Select(word => word.Replace(
            ServerHost.ProductionPort.ToString(CultureInfo.InvariantCulture), port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        return await check.ExitCodeAsync();
    }
}
