using System.Globalization;
using System.Text.RegularExpressions;
using Interception.Tests.Support;

namespace Interception.Tests.Deployment;

/// <summary>A workshop's machine: one folder, no .NET installed, no internet.</summary>
[Collection(nameof(Published))]
public partial class WithoutNetworkTests(Published published)
{
    private const string OnlyLoopback = "ip link set lo up && exec env -i ./Interception.Server";

    /// <summary>Names and help texts that the libraries carry; nobody fetches them.</summary>
    private static readonly string[] NeverFetched =
        ["www.w3.org", "vuejs.org", "aka.ms", "learn.microsoft.com", "rolldown.rs", "localhost"];

    [Fact(Timeout = 60_000)]
    public async Task Without_any_network_the_published_folder_becomes_ready_and_writes()
    {
        Needs.RootOnLinux();
        await using var server = new ChildProcess(["unshare", "--net", "bash", "-c", OnlyLoopback], folder: published.OnAWorkshopsMachine);
        await server.LineAsync("Open http://localhost:17801");

        (await InsideAsync(server, "/health/ready")).Should().Contain("""{"voice":"practice"}""");
        (await InsideAsync(server, "/")).Should().Contain("id=\"app\"");
        (await InsideAsync(server, "/api/text_stream/stage2/try?prompt=a+blue+bird&context=from+below")).Should()
            .Contain("event: chunk").And.Contain("event: complete");
    }

    [Fact]
    public void The_page_asks_nobody_but_its_own_server()
    {
        var dist = Path.Combine(Repository.Root, "Client.Web", "dist");

        var hosts = Directory.EnumerateFiles(dist, "*", SearchOption.AllDirectories).SelectMany(file => Hosts().Matches(File.ReadAllText(file)));

        hosts.Select(host => host.Groups[1].Value).Distinct().Should().BeSubsetOf(NeverFetched);
    }

    /// <summary>Asks from within the server's own network, again while it says 503.</summary>
    private static Task<string> InsideAsync(ChildProcess server, string path) => ChildProcess.RunAsync(
        "nsenter", "--net", "--target", server.Id.ToString(CultureInfo.InvariantCulture),
        "curl", "-sSN", "--fail", "--retry", "10", $"http://localhost:17801{path}");

    [GeneratedRegex(@"(?:https?:|[""'`(=])//([a-z0-9-]+(?:\.[a-z0-9-]+)+|localhost)", RegexOptions.IgnoreCase)]
    private static partial Regex Hosts();
}
