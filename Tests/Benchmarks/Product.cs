using System.Globalization;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Benchmarks;

/// <summary>The whole server on Kestrel, a metronome for its model, with a place for everybody.</summary>
internal sealed class Product : WebApplicationFactory<RunOptions>, IContestant
{
    private readonly Metronome _metronome;

    private Product(Metronome metronome) => _metronome = metronome;

    public Uri Hub => new(ClientOptions.BaseAddress, HubRoute.Path);

    public static Task<IContestant> StartAsync(Metronome metronome)
    {
        var product = new Product(metronome);
        product.UseKestrel(0);
        product.StartServer();
        return Task.FromResult<IContestant>(product);
    }

    public async Task<IAsyncEnumerable<string>> OpenAsync(HubConnection client, int stream)
    {
        var run = await client.StartAsync(new { text = stream.ToString(CultureInfo.InvariantCulture) });
        return client.ReadAsync(Stage.Interception, run.RunId);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Practice:Mode", "Never");
        builder.UseSetting("Ollama:ParallelPerEndpoint", "100000");
        builder.UseSetting("Limits:PerAddress", "100000");
        builder.UseSetting("Limits:ConnectionsPerSecond", "100000");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services => services.AddSingleton<IGenerator>(new MetronomeGenerator(_metronome)));
    }
}
