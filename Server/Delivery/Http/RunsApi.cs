using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Limits;
using Interception.Server.Delivery.Responses;
using Interception.Server.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Interception.Server.Delivery.Http;

/// <summary>The hub's commands and events as HTTP calls.</summary>
internal static class RunsApi
{
    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        var runs = app.MapGroup("/api/runs").AddEndpointFilter<ProblemDetailsFilter>();
        runs.MapPost("", StartAsync);
        runs.MapPost("{runId}/continue", ContinueAsync);
        runs.MapDelete("{runId}", StopAsync);
        runs.MapGet("{runId}/events", EventsAsync).AddEndpointFilter<StreamConnectionFilter>();
    }

    private static async Task<Ok<RunStarted>> StartAsync(HttpContext http, RunStarter starter, CancellationToken cancellationToken) =>
        TypedResults.Ok(await starter.StartAsync(await JsonBody.ReadAsync<RunRequest>(http, cancellationToken), RunCaller.From(http), cancellationToken));

    private static async Task<NoContent> ContinueAsync(
        HttpContext http, string runId, RunCommands commands, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<ContinueRequest>(http, cancellationToken);
        if (body.Unknown?.Keys.FirstOrDefault() is { } unknown) throw FieldValidation.Unknown(unknown);
        await commands.ContinueAsync(runId, body.Text);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> StopAsync(string runId, RunCommands commands)
    {
        await commands.StopAsync(runId);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EventsAsync(
        HttpContext http, string runId, RunReading runs, TimeProvider time, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(runId, cancellationToken);
        var after = After(http.Request.Headers["Last-Event-ID"].ToString());
        await using var happened = new ReadAhead<RunEvent>(token => run.ReadEvents(after, token), cancellationToken);
        // Nothing follows the last event, and an EventSource that gets 204 does not reconnect.
        if (happened.Next is { IsCompletedSuccessfully: true, Result: false }) return TypedResults.NoContent();
        var events = new EventStreamWriter(http, time);
        await events.BeginAsync(cancellationToken);
        for (; await events.WaitAsync(happened.Next, cancellationToken); happened.Advance())
        {
            await events.WriteAsync(null, happened.Current.Seq.ToString(CultureInfo.InvariantCulture), happened.Current,
                EventStreamWriter.Camel, cancellationToken);
        }

        return TypedResults.Empty;
    }

    private static long After(string lastEventId) =>
        lastEventId.Length == 0 ? 0
        : long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after
        : throw FieldValidation.Refused("Last-Event-ID", "is not a sequence number");

    private sealed record ContinueRequest
    {
        public string? Text { get; init; }

        [JsonExtensionData]
        public IDictionary<string, JsonElement>? Unknown { get; init; }
    }
}
