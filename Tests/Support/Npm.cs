using System.Diagnostics;

namespace Interception.Tests.Support;

/// <summary>The page's own tools.</summary>
internal static class Npm
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The folder of the page.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "Client.Web");

    /// <summary>Runs a script of the page's package; when it fails, its output is the reason.</summary>
    public static async Task RunAsync(string script)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules"))) await NpmAsync("ci", "--no-audit", "--no-fund");
        await NpmAsync("run", script);
    }

    private static async Task NpmAsync(params string[] arguments)
    {
        using var npm = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1" },
        })!;
        var printed = await Task.WhenAll(
            npm.StandardOutput.ReadToEndAsync(Token), npm.StandardError.ReadToEndAsync(Token));
        await npm.WaitForExitAsync(Token);
        Assert.True(npm.ExitCode == 0, string.Concat(printed));
    }
}
