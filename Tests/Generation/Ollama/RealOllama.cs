using System.Net.Http.Json;
using System.Text.Json;

namespace Interception.Tests.Generation.Ollama;

/// <summary>Somebody's own Ollama, when <c>OLLAMA_TEST_HOST</c> names one; <c>OLLAMA_TEST_MODEL</c> says which of its models to take.</summary>
internal sealed record RealOllama(Uri Address, string Model)
{
    private const string Variable = "OLLAMA_TEST_HOST";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Finds it, or skips the test with the reason; nobody must have one, so that is no failure anywhere.</summary>
    public static Task<RealOllama> FindAsync()
    {
        var host = Environment.GetEnvironmentVariable(Variable) ?? "";
        if (host.Length == 0) Assert.Skip($"{Variable} names no Ollama, such as localhost:11434, to try with.");
        return AtAsync(host);
    }

    /// <summary>The one at an address, as Ollama's own clients write it.</summary>
    public static async Task<RealOllama> AtAsync(string host)
    {
        var address = new Uri(host.Contains("://", StringComparison.Ordinal) ? host : $"http://{host}");
        using var http = new HttpClient { BaseAddress = address };
        var model = Environment.GetEnvironmentVariable("OLLAMA_TEST_MODEL") ?? await WriterAsync(http);
        if (model is null) Assert.Skip($"The Ollama at {address} has no model that can write.");
        return new(address, model);
    }

    /// <summary>The model fetched last that can write; a guard could, but judges.</summary>
    private static async Task<string?> WriterAsync(HttpClient http)
    {
        var tags = await http.GetFromJsonAsync<JsonElement>("/api/tags", Token);
        foreach (var model in tags.GetProperty("models").EnumerateArray().OrderByDescending(model => model.GetProperty("modified_at").GetString()))
        {
            var name = model.GetProperty("name").GetString()!;
            var shown = await (await http.PostAsJsonAsync("/api/show", new { model = name }, Token)).Content.ReadFromJsonAsync<JsonElement>(Token);
            var canWrite = shown.TryGetProperty("capabilities", out var can) && can.EnumerateArray().Any(capability => capability.GetString() == "completion");
            if (canWrite && !name.Contains("guard", StringComparison.OrdinalIgnoreCase)) return name;
        }
        return null;
    }
}
