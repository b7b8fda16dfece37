using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Server.Generation.OpenAi;
using Interception.Tests.Support;
using Interception.Tests.Support.OpenAi;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Deployment;

/// <summary>The three lines that the document shows for each server do what it says.</summary>
public sealed partial class LocalServersTests
{
    public static TheoryData<string> Servers => [.. Shown().Select(lines => lines[0].Split(' ')[0])];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void There_are_three_lines_for_vllm_and_for_llama_server()
    {
        Servers.Select(row => row.Data).Should().Equal("vllm", "llama-server");
        Shown().Should().OnlyContain(lines => lines.Length == 3);
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Servers))]
    public async Task The_three_lines_make_a_server_that_writes_and_judges(string program)
    {
        var lines = Shown().Single(shown => shown[0].StartsWith(program + " ", StringComparison.Ordinal));
        await using var server = new ScriptedOpenAi { Models = [Option(lines[0], "alias|served-model-name")] };
        var settings = lines[1..].SelectMany(Exported).ToArray();
        var address = settings[0].Value;
        address.Should().Be($"http://localhost:{Option(lines[0], "port")}/v1", "the second line says where the first one listens");

        await using var app = new App(null, [.. settings.Select(set => set.Value == address ? (set.Key, server.Address.ToString()) : set)]);
        await app.Ollama.KillAsync();
        await app.Services.FirstRoundAsync();
        await app.Services.GetRequiredService<ProviderWatch>().FirstRound.WaitAsync(Cancel);
        using var http = app.CreateClient();

        (await http.GetStringAsync("/health/ready", Cancel)).Should().Be($$"""{"voice":"{{settings[0].Key.Split(':')[1]}}"}""");
        (await (await app.StartAllAsync()).EndAsync()).Outcome.Should().Be(Outcome.Completed);
        server.Requests.Where(asked => asked.Path != "/v1/models").Select(asked => asked.Model).Should().AllBe(server.Models![0]);
    }

    /// <summary>The lines of each block of code.</summary>
    private static IEnumerable<string[]> Shown() => Block().Matches(Repository.Text("Server/Generation/OpenAi/README.md"))
        .Select(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static string Option(string line, string names) => Regex.Match(line, $@"--(?:{names}) (\S+)").Groups[1].Value;

    /// <summary>As bash reads it: one variable, or one for each name in braces.</summary>
    private static IEnumerable<(string Key, string Value)> Exported(string line)
    {
        var said = Export().Match(line);
        said.Success.Should().BeTrue(line);
        return said.Groups["names"].Value.Split(',').Select(name =>
            ((said.Groups["before"].Value + name + said.Groups["after"].Value).Replace("__", ":", StringComparison.Ordinal), said.Groups["value"].Value));
    }

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\Aexport (?<before>\w+?)(?:\{(?<names>[\w,]+)\})?(?<after>\w*)=(?<value>\S+)\z")]
    private static partial Regex Export();
}
