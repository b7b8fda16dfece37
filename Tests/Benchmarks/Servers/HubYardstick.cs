using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using OllamaSharp;
using OllamaSharp.Models.Chat;

namespace Interception.Benchmarks.Servers;

/// <summary>What one writes in an afternoon: a hub that yields what OllamaSharp yields.</summary>
internal sealed class HubYardstick(IHttpClientFactory clients) : Hub
{
    public const string Path = "/hub";

    public async IAsyncEnumerable<string> Stream(string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ollama = new OllamaApiClient(clients.CreateClient(Path));
        var request = new ChatRequest { Model = "m", Messages = [new(ChatRole.User, text)], Stream = true };
        await foreach (var piece in ollama.ChatAsync(request, cancellationToken))
            if (piece?.Message.Content is { Length: > 0 } said) yield return said;
    }

    public static async Task<int> RunAsync(string model)
    {
        var builder = YardstickHost.CreateBuilder();
        builder.Services.AddSignalR();
        builder.Services.AddHttpClient(Path, client => client.BaseAddress = new Uri(model));
        await using var app = builder.Build();
        app.MapHub<HubYardstick>(Path);
        await YardstickHost.RunAsync(app);
        return 0;
    }
}
