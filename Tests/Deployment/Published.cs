using Interception.Tests.Support;

namespace Interception.Tests.Deployment;

/// <summary>The server as it is delivered: published once, outside the checkout.</summary>
public sealed class Published : IAsyncLifetime
{
    /// <summary>How Server/Dockerfile publishes: the page is there already.</summary>
    public const string AsInTheImage = "publish Server -c Release -p:BuildPage=false";

    /// <summary>How the README publishes for a workshop's machine; here without building the page again.</summary>
    public const string WithItsRuntime = "publish Server -c Release -p:BuildPage=false --self-contained -r linux-x64";

    // Nothing may stay behind: not a build server, and not a file in the checkout's obj.
    private static readonly string[] Aside = ["--disable-build-servers", "-p:RunAnalyzers=false", "--artifacts-path"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interception-");

    /// <summary>What the image holds as /app.</summary>
    public string InTheImage => Path.Combine(_folder.FullName, "image");

    /// <summary>What a machine gets that has neither .NET nor a network.</summary>
    public string OnAWorkshopsMachine => Path.Combine(_folder.FullName, "workshop");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // For the nobody who starts it.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.FullName, (UnixFileMode)Convert.ToInt32("755", 8));
        await PublishAsync(AsInTheImage, InTheImage);
        await PublishAsync(WithItsRuntime, OnAWorkshopsMachine);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task PublishAsync(string how, string to)
    {
        File.Exists(Path.Combine(Repository.Root, "Client.Web", "dist", "index.html")).Should().BeTrue("the build makes the page first");
        return ChildProcess.RunAsync(
            ["dotnet", .. how.Replace("Server", Path.Combine(Repository.Root, "Server"), StringComparison.Ordinal).Split(' '),
                .. Aside, Path.Combine(_folder.FullName, "artifacts"), "-o", to]);
    }
}

/// <summary>The tests that share what is published.</summary>
[CollectionDefinition(nameof(Published))]
public sealed class PublishedTests : ICollectionFixture<Published>;
