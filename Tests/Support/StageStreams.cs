using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Interception.Tests.Support;

/// <summary>One server-sent event with its data as JSON.</summary>
public sealed record Message(string Name, string? Id, JsonElement Data);

/// <summary>Reads server-sent events as they arrive.</summary>
public static class StageStreams
{
    /// <summary>Reads to the end of the response.</summary>
    public static IAsyncEnumerable<Message> ReadAsync(HttpClient http, string url, string? lastEventId = null) =>
        FollowAsync(http, url, lastEventId, CancellationToken.None);

    /// <summary>Reads to the end of the response, or until the reader leaves.</summary>
    public static async IAsyncEnumerable<Message> FollowAsync(
        HttpClient http, string url, string? lastEventId, [EnumeratorCancellation] CancellationToken leaving)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(leaving, TestContext.Current.CancellationToken);
        var cancellationToken = either.Token;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var parser = SseParser.Create(body);
        await foreach (var item in parser.EnumerateAsync(cancellationToken))
            yield return new(item.EventType, item.EventId, JsonElement.Parse(item.Data));
    }

    /// <summary>Reads the text alone.</summary>
    public static IAsyncEnumerable<string> TextAsync(HttpClient http, string url) => ReadAsync(http, url)
        .Where(message => message.Name == "chunk")
        .Select(message => message.Data.GetProperty("text_chunk").GetString()!);
}
