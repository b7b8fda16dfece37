using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Benchmarks;

/// <summary>The yardstick: nothing between the metronome and SignalR.</summary>
internal sealed class BareHub(Metronome metronome) : Hub
{
    public IAsyncEnumerable<string> Tokens(int stream, CancellationToken cancellationToken) =>
        metronome.BeatAsync(stream, cancellationToken);

    /// <summary>A server with this hub and nothing else.</summary>
    public sealed class Server(WebApplication app) : IContestant
    {
        public Uri Hub => new(new Uri(app.Urls.First()), "/bare");

        public static async Task<IContestant> StartAsync(Metronome metronome)
        {
            var builder = WebApplication.CreateBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(metronome).AddSignalR();
            var app = builder.Build();
            app.MapHub<BareHub>("/bare");
            await app.StartAsync();
            return new Server(app);
        }

        public Task<IAsyncEnumerable<string>> OpenAsync(HubConnection client, int stream) =>
            Task.FromResult(client.StreamAsync<string>(nameof(Tokens), stream));

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
