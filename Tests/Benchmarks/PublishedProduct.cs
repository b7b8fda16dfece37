using System.Diagnostics;

namespace Interception.Benchmarks;

/// <summary>The product as it is delivered.</summary>
internal sealed class PublishedProduct : IDisposable
{
    private readonly DirectoryInfo? _folder;

    private PublishedProduct(string assembly, DirectoryInfo? folder = null)
    {
        Assembly = assembly;
        _folder = folder;
    }

    /// <summary>What is started.</summary>
    public string Assembly { get; }

    public static PublishedProduct At(string assembly) => new(assembly);

    /// <summary>Publishes it from the checkout that this program was built in; without its page, which nobody asks for here.</summary>
    public static async Task<PublishedProduct> PublishAsync()
    {
        var folder = Directory.CreateTempSubdirectory("benchmark-");
        string[] publish = ["publish", Path.Combine(Root(), "Server"), "-c", "Release", "-p:BuildPage=false", "-v", "q", "-o", folder.FullName];
        using var process = Process.Start("dotnet", publish);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? new(Path.Combine(folder.FullName, "Interception.Server.dll"), folder) : throw new InvalidOperationException("It could not be published.");
    }

    public void Dispose() => _folder?.Delete(recursive: true);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "Server", "Contracts"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
