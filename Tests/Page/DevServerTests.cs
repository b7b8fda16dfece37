using System.Collections;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Deployment;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary><c>npm run dev</c>: the page as its makers have it, from a server of its own that hands on hub and API.</summary>
[Collection(typeof(InTheBrowser))]
public partial class DevServerTests(Browser browser)
{
    [Fact(Timeout = 120_000)]
    public async Task A_run_streams_through_the_pages_own_server()
    {
        await using var app = new App();
        var model = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens("A blue ", "bird", " sings.").InLockStep(model));
        await using var vite = new ChildProcess(
            [OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "run", "dev", "--", "--port", "0", "--host", "127.0.0.1"],
            Surroundings(app.Listen()), Npm.Folder);
        var address = new Uri(Local().Match(await vite.LineAsync("Local:")).Value);
        await using var child = await browser.VisitAsync(address);

        await child.StartAsync();
        model.Release();
        await child.SeesAsync(Stage.Interception, "A blue");
        model.Release();
        await child.SeesAsync(Stage.Interception, "A blue bird");
        model.Release();

        await child.MayReviseAsync("A blue bird sings.");
        app.Ollama.TextCalls.Count.Should().Be(1);
    }

    private static Dictionary<string, string> Surroundings(Uri server)
    {
        var all = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        all["INTERCEPTION_SERVER"] = server.GetLeftPart(UriPartial.Authority);
        all["NO_COLOR"] = "1";
        return all;
    }

    [GeneratedRegex(@"http://[\d.]+:\d+/")]
    private static partial Regex Local();
}
