using Interception.Tests.Support;

namespace Interception.Tests.Deployment;

/// <summary>A real proxy in front of a server, set up as a recipe says.</summary>
internal sealed class RecipeProxy : IAsyncDisposable
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recipe-");
    private readonly ChildProcess _process;

    private RecipeProxy(ProxyRecipe recipe, Uri server)
    {
        var port = LoopbackPort.FindFree();
        var file = Path.Combine(_folder.FullName, recipe.File);
        Address = new($"http://127.0.0.1:{port}/");
        File.WriteAllText(file, recipe.Text(port, server.Port, _folder.FullName));
        _process = new([recipe.Find(), .. recipe.Arguments(_folder.FullName, file, port)]);
    }

    /// <summary>What a browser would open.</summary>
    public Uri Address { get; }

    /// <summary>Starts one; it takes calls when this is completed.</summary>
    public static async Task<RecipeProxy> StartAsync(ProxyRecipe recipe, Uri server)
    {
        recipe.Find();
        var proxy = new RecipeProxy(recipe, server);
        using var http = new HttpClient();
        // Not all of them say when they are ready.
        while (!await AnswersAsync(http, new(proxy.Address, "health/live")))
            await Task.Delay(AMoment, TestContext.Current.CancellationToken);
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address)
    {
        try
        {
            using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
