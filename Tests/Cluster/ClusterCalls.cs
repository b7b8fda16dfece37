using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Tests.Chaos;
using Interception.Tests.Support;

namespace Interception.Tests.Cluster;

/// <summary>The HTTP calls, made at whichever node a test likes.</summary>
internal static class ClusterCalls
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a run that pauses, or one of all four stages.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> StartAsync(this HttpClient http, int run, bool all = false, string? key = null)
    {
        using var answer = await http.TryStartAsync(run, all, key);
        answer.IsSuccessStatusCode.Should().BeTrue("it said {0}", await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<RunStarted>(Cancel))!.RunId;
    }

    /// <summary>The answer to a start, whatever it is.</summary>
    public static Task<HttpResponseMessage> TryStartAsync(this HttpClient http, int run, bool all = false, string? key = null, string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "api/runs")
        {
            Content = JsonContent.Create(new { text = Storyteller.Idea(run), rules = "Everything is seen from below.", until = all ? "Output" : "Interception", key }),
        };
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return http.SendAsync(request, Cancel);
    }

    /// <summary>Lets a run go on as it is.</summary>
    public static async Task ContinueAsync(this HttpClient http, string runId)
    {
        using var answer = await http.TryContinueAsync(runId);
        answer.IsSuccessStatusCode.Should().BeTrue("it said {0}", await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The answer to that.</summary>
    public static Task<HttpResponseMessage> TryContinueAsync(this HttpClient http, string runId) =>
        http.PostAsJsonAsync($"api/runs/{runId}/continue", new { text = (string?)null }, Cancel);

    /// <summary>Stops a run.</summary>
    public static async Task StopAsync(this HttpClient http, string runId) =>
        (await http.DeleteAsync($"api/runs/{runId}", Cancel)).IsSuccessStatusCode.Should().BeTrue();

    /// <summary>The types of a run's events, up to the first of a type.</summary>
    public static async Task<IReadOnlyList<string>> EventsToAsync(this HttpClient http, string runId, string last)
    {
        var types = new List<string>();
        await foreach (var message in StageStreams.ReadAsync(http, $"api/runs/{runId}/events"))
        {
            types.Add(message.Data.GetProperty("type").GetString()!);
            if (types[^1] == last) return types;
        }

        throw new InvalidOperationException($"No {last} came, but {string.Join(", ", types)}.");
    }

    /// <summary>A call with the teacher's code.</summary>
    public static async Task<string> TeacherAsync(this HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(AccessCode.Header, ServerCluster.TeacherCode);
        using var answer = await http.SendAsync(request, Cancel);
        answer.IsSuccessStatusCode.Should().BeTrue("{0} said {1}", path, await answer.Content.ReadAsStringAsync(Cancel));
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
