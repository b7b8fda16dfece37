using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Reads a stage over HTTP, as a platform does. A gap in the offsets is an error.</summary>
internal sealed class StageStreamReader(HopAccess hop)
{
    /// <summary>The pieces of stage 2 of a run, to its good end.</summary>
    /// <exception cref="CommandFailedException">The server refused, a gap appeared, or the stream broke off.</exception>
    public async IAsyncEnumerable<string> ReadAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, hop.Address.Below($"/api/text_stream/stage2/{runId}"));
        request.Headers.Accept.Add(new("text/event-stream"));
        using var answer = await hop.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode) throw new CommandFailedException($"it answers {(int)answer.StatusCode}");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        var offset = 0;
        await foreach (var (name, id, data) in EventsAsync(lines, cancellationToken))
        {
            if (name is "complete" or "blocked" or "error") yield break;
            if (name != "chunk") continue;
            var piece = JsonElement.Parse(data).GetProperty("text_chunk").GetString()!;
            offset += piece.Length;
            if (id != offset.ToString(CultureInfo.InvariantCulture)) throw new CommandFailedException($"there is a gap in its offsets: {id} where {offset} should be");
            yield return piece;
        }
        throw new CommandFailedException("it broke off without an ending");
    }

    private static async IAsyncEnumerable<(string Name, string Id, string Data)> EventsAsync(
        StreamReader lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (name, id, data) = ("", "", "");
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0)
            {
                if (name.Length > 0) yield return (name, id, data);
                (name, id, data) = ("", "", "");
            }
            else if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                name = line[6..].Trim();
            }
            else if (line.StartsWith("id:", StringComparison.Ordinal))
            {
                id = line[3..].Trim();
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                data += line[5..];
            }
        }
    }
}
