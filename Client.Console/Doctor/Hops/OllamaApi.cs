using System.Text.Json;
using System.Text.Json.Nodes;
using Interception.Client.Console.Connection;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>The doctor's questions to Ollama, besides texts.</summary>
internal sealed class OllamaApi(HttpClient http, Uri at, TimeProvider time)
{
    public async Task<string?> VersionAsync(CancellationToken cancellationToken) =>
        (await GetAsync("/api/version", cancellationToken)).GetProperty("version").GetString();

    public async Task<IReadOnlyList<string>> ModelsAsync(CancellationToken cancellationToken) =>
        Names(await GetAsync("/api/tags", cancellationToken));

    public async Task<IReadOnlyList<string>> InMemoryAsync(CancellationToken cancellationToken) =>
        Names(await GetAsync("/api/ps", cancellationToken));

    /// <summary>The context size of the loaded model; a different one would make Ollama reload it.</summary>
    public async Task<int?> ContextAsync(string model, CancellationToken cancellationToken) =>
        (await GetAsync("/api/ps", cancellationToken)).GetProperty("models").EnumerateArray()
            .Where(each => Same(NameOf(each), model) && each.TryGetProperty("context_length", out _))
            .Select(each => (int?)each.GetProperty("context_length").GetInt32()).FirstOrDefault();

    /// <summary>The value of <c>think</c>; null when the model cannot think.</summary>
    public async Task<JsonNode?> ThinkAsync(string model, CancellationToken cancellationToken)
    {
        using var late = Late(cancellationToken);
        using var answer = await http.PostAsync(new Uri(at, "/api/show"), new StringContent(new JsonObject { ["model"] = model }.ToJsonString()), late.Token);
        var show = JsonElement.Parse(await answer.Content.ReadAsStringAsync(late.Token));
        var thinks = show.TryGetProperty("capabilities", out var can) && can.EnumerateArray().Any(each => each.GetString() == "thinking");
        return !thinks ? null : model.Contains("gpt-oss", StringComparison.OrdinalIgnoreCase) ? "low" : false;
    }

    /// <summary>Requests a text; the answer comes line by line.</summary>
    public Task<HttpResponseMessage> ChatAsync(JsonObject body, CancellationToken cancellationToken) => http.SendAsync(
        new(HttpMethod.Post, new Uri(at, "/api/chat")) { Content = new StringContent(body.ToJsonString()) },
        HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>Whether two names mean the same model.</summary>
    public static bool Same(string one, string other) => string.Equals(WithTag(one), WithTag(other), StringComparison.OrdinalIgnoreCase);

    private static string WithTag(string name) => name.Contains(':', StringComparison.Ordinal) ? name : name + ":latest";

    private static IReadOnlyList<string> Names(JsonElement answer) => [.. answer.GetProperty("models").EnumerateArray().Select(NameOf)];

    private static string NameOf(JsonElement model) => model.GetProperty("name").GetString()!;

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var late = Late(cancellationToken);
        try
        {
            using var answer = await http.GetAsync(new Uri(at, path), late.Token);
            answer.EnsureSuccessStatusCode();
            return JsonElement.Parse(await answer.Content.ReadAsStringAsync(late.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"there was no answer within {RequestDeadlines.Deadline.TotalSeconds:0} s");
        }
    }

    private CancellationTokenSource Late(CancellationToken cancellationToken)
    {
        var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = time.CreateTimer(_ => Cancel(late), null, RequestDeadlines.Deadline, Timeout.InfiniteTimeSpan);
        return late;
    }

    private static void Cancel(CancellationTokenSource late)
    {
        try
        {
            late.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer is complete already.
        }
    }
}
