using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Chaos;

/// <summary>A client that uses nothing but HTTP, with the ids that an EventSource would send.</summary>
internal sealed class StreamVisit(Uri server, CancellationToken over) : IVisit
{
    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };

    public async Task<string> StartAsync(object request)
    {
        using var answer = await _http.PostAsJsonAsync("/api/runs", request, over);
        return (await Ok(answer).Content.ReadFromJsonAsync<RunStarted>(over))!.RunId;
    }

    public async Task ContinueAsync(string runId)
    {
        using var answer = await _http.PostAsJsonAsync($"/api/runs/{runId}/continue", new { text = (string?)null }, over);
        Ok(answer);
    }

    public async Task StopAsync(string runId)
    {
        using var answer = await _http.DeleteAsync($"/api/runs/{runId}", over);
        Ok(answer);
    }

    public async IAsyncEnumerable<RunEvent> WatchAsync(string runId, long after)
    {
        await foreach (var message in MessagesAsync($"/api/runs/{runId}/events", after))
            yield return message.Data.Deserialize<RunEvent>(JsonSerializerOptions.Web)!;
    }

    public async IAsyncEnumerable<string> ReadAsync(string runId, Stage stage, int offset)
    {
        await foreach (var message in MessagesAsync($"/api/text_stream/stage{ContractStages.Number(stage)}/{runId}", offset))
        {
            switch (message.Name)
            {
                case "chunk":
                    yield return message.Data.GetProperty("text_chunk").GetString()!;
                    break;
                case "complete":
                    yield break;
                case "blocked" or "error":
                    throw new SaidException(message.Data.GetProperty("code").GetString()!);
            }
        }

        throw new HttpIOException(HttpRequestError.ResponseEnded);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return default;
    }

    private async IAsyncEnumerable<Message> MessagesAsync(string url, long after)
    {
        await using var messages = StageStreams.FollowAsync(_http, url, after == 0 ? null : $"{after}", over).GetAsyncEnumerator(over);
        while (await NextAsync(messages)) yield return messages.Current;
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<Message> messages)
    {
        try
        {
            return await messages.MoveNextAsync();
        }
        catch (HttpRequestException said) when (said.StatusCode is { } status)
        {
            throw new SaidException(status == HttpStatusCode.Gone ? Codes.StageNotReached : $"HTTP {(int)status}");
        }
    }

    private static HttpResponseMessage Ok(HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode ? answer : throw new SaidException($"HTTP {(int)answer.StatusCode}");
}
