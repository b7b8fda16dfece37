using System.Diagnostics;
using System.Globalization;
using System.Net;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Cluster;

/// <summary>What a reader of a stage has heard so far, and when.</summary>
internal sealed class StageReading
{
    /// <summary>The ending of one whose connection broke.</summary>
    public const string Lost = "lost";

    private readonly List<(int Length, long At)> _arrivals = [];
    private int _refusals;

    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>How it ended: <c>complete</c>, a code, or <see cref="Lost"/>; null before.</summary>
    public string? Ending { get; private set; }

    /// <summary>When it ended.</summary>
    public long EndedAt { get; private set; }

    /// <summary>How long the text was, and when.</summary>
    public IReadOnlyList<(int Length, long At)> Arrivals => _arrivals;

    /// <summary>Completes at its end, however it ended.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to read.</summary>
    public static StageReading Begin(HttpClient http, string runId, Stage stage, int offset = 0)
    {
        var reading = new StageReading();
        reading.Done = reading.ReadAsync(http, $"api/text_stream/stage{ContractStages.Number(stage)}/{runId}?offset={offset}");
        return reading;
    }

    /// <summary>Reads to the end.</summary>
    public static async Task<StageReading> ReadAsync(HttpClient http, string runId, Stage stage, int offset = 0)
    {
        var reading = Begin(http, runId, stage, offset);
        await reading.Done;
        return reading;
    }

    /// <summary>Waits until it has so many characters.</summary>
    public async Task HasAsync(int characters)
    {
        while (Text.Length < characters && Ending is null) await Task.Delay(5, TestContext.Current.CancellationToken);
        Text.Length.Should().BeGreaterThanOrEqualTo(characters, "it ended as {0}", Ending);
    }

    private async Task ReadAsync(HttpClient http, string url)
    {
        try
        {
            while (!await TryReadAsync(http, url)) await Task.Delay(200, TestContext.Current.CancellationToken);
            Ending ??= Lost;
        }
        catch (HttpRequestException refused) when (refused.StatusCode is { } status)
        {
            Ending = ((int)status).ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            Ending = Lost;
        }

        EndedAt = Stopwatch.GetTimestamp();
    }

    /// <returns>False when the node was busy and should be asked again.</returns>
    private async Task<bool> TryReadAsync(HttpClient http, string url)
    {
        try
        {
            await foreach (var message in StageStreams.ReadAsync(http, url)) Hear(message);
            return true;
        }
        catch (HttpRequestException busy) when (busy.StatusCode == HttpStatusCode.ServiceUnavailable && _refusals++ < 20)
        {
            return false;
        }
    }

    private void Hear(Message message)
    {
        if (message.Name == "chunk")
        {
            Text += message.Data.GetProperty("text_chunk").GetString();
            _arrivals.Add((Text.Length, Stopwatch.GetTimestamp()));
        }
        else if (message.Name is "complete" or "blocked" or "error")
        {
            Ending = message.Name == "complete" ? "complete" : message.Data.GetProperty("code").GetString();
        }
    }
}
