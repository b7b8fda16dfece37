using Microsoft.Playwright;

namespace Interception.Tests.Support;

/// <summary>Serves the built library and its examples, as another page would use them.</summary>
public sealed class BuiltLibrary : IAsyncLifetime
{
    private const string Host = "http://library.test/";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await Npm.RunAsync("build:lib");

    /// <summary>Opens an example, such as <c>plain.html</c>.</summary>
    public static async Task OpenAsync(IPage page, string example)
    {
        await page.RouteAsync(Host + "{examples,dist-lib,node_modules}/**", route => route.FulfillAsync(new() { Path = FileOf(route.Request.Url) }));
        await page.GotoAsync($"{Host}examples/{example}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string FileOf(string url) => Path.Combine(Npm.Folder, new Uri(url).AbsolutePath[1..]);
}
