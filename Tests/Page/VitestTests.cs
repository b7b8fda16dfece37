using System.Diagnostics;

namespace Interception.Tests.Page;

/// <summary>The page's own unit tests, so that <c>dotnet test</c> covers them.</summary>
public class VitestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string ClientWeb => Path.Combine(Root(new(AppContext.BaseDirectory)), "Client.Web");

    [Fact(Timeout = 180_000)]
    public async Task The_unit_tests_of_the_page_pass()
    {
        if (!Directory.Exists(Path.Combine(ClientWeb, "node_modules"))) await NpmAsync("ci", "--no-audit", "--no-fund");

        await NpmAsync("test");
    }

    /// <summary>Runs npm; when it fails, what it printed is the reason.</summary>
    private static async Task NpmAsync(params string[] arguments)
    {
        using var npm = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments)
        {
            WorkingDirectory = ClientWeb,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1" },
        })!;
        var printed = await Task.WhenAll(
            npm.StandardOutput.ReadToEndAsync(Token), npm.StandardError.ReadToEndAsync(Token));
        await npm.WaitForExitAsync(Token);
        Assert.True(npm.ExitCode == 0, string.Concat(printed));
    }

    private static string Root(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Interception.sln")) ? folder.FullName : Root(folder.Parent!);
}
