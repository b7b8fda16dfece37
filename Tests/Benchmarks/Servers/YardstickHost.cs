namespace Interception.Benchmarks.Servers;

/// <summary>What both yardsticks have in common: an address of their own, and no log.</summary>
internal static class YardstickHost
{
    public static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder;
    }

    /// <summary>Runs until it is killed; says where in the product's words.</summary>
    public static async Task RunAsync(WebApplication app)
    {
        await app.StartAsync();
        Console.WriteLine($"Open {app.Urls.First()} in a browser.");
        await app.WaitForShutdownAsync();
    }
}
