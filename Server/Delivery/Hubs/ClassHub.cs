using Interception.Server.Classroom;
using Interception.Server.Classroom.Board;
using Interception.Server.Classroom.Looking;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Hubs;

/// <summary>The teacher's hub. It needs the teacher's code; a refusal is a <see cref="HubException"/> with <c>code: sentence</c>.</summary>
internal sealed class ClassHub(
    LessonControls lesson, BoardFeed board, LookFeed looks, WallFeed wall, JoinAddresses join, HubStreamLimiter streams,
    RunPlanner plans, NetworkProbe probes) : Hub
{
    /// <summary>Streams the class: the whole state first, then the changes; no text except offers and opened alerts.</summary>
    /// <param name="cancellationToken">Ends when the teacher leaves.</param>
    public IAsyncEnumerable<ClassEvent> WatchClass(CancellationToken cancellationToken) =>
        streams.Guarded<ClassEvent>(Context, token => new(board.ReadAsync(token)), cancellationToken);

    /// <summary>Streams what the beamer shows: how to join, the countdown, the sentence, the pieces on the wall.</summary>
    /// <param name="cancellationToken">Ends when the beamer leaves.</param>
    public IAsyncEnumerable<WallState> WatchWall(CancellationToken cancellationToken) =>
        streams.Guarded<WallState>(Context, token => new(wall.ReadAsync(JoinAddresses.Hosts(), join.Code, token)), cancellationToken);

    /// <summary>Streams the text of a child's stage; <c>access_denied</c> while Look is off.</summary>
    /// <param name="label">The run's label on the board.</param>
    /// <param name="stage">Such as <c>Interception</c>.</param>
    /// <param name="offset">In UTF-16 units; 0 streams from the beginning.</param>
    /// <param name="cancellationToken">Ends when the teacher stops reading; the run is not affected.</param>
    public IAsyncEnumerable<string> StreamRun(string? label, string? stage, long offset, CancellationToken cancellationToken) =>
        streams.Guarded<string>(Context, token => new(looks.ReadAsync(label, plans.Named(stage), offset, token)), cancellationToken);

    /// <summary>Allows or forbids teachers to read along.</summary>
    public Task SetLook(bool? on) => lesson.SetLookAsync(on ?? false);

    /// <summary>Holds the queue, with an optional sentence for all screens.</summary>
    public Task Hold(string? message) => lesson.HoldAsync(message);

    /// <summary>Releases the queue.</summary>
    public Task Release() => lesson.ReleaseAsync();

    /// <summary>Stops one run.</summary>
    public Task StopRun(string? label) => lesson.StopRunAsync(label);

    /// <summary>Stops every run.</summary>
    public Task StopAll() => lesson.StopAllAsync();

    /// <summary>Starts a countdown that holds the queue at its end; null removes it.</summary>
    public Task SetCountdown(double? minutes) => lesson.SetCountdownAsync(minutes);

    /// <summary>Shows a sentence on all screens; null removes it.</summary>
    public Task SetMessage(string? text) => lesson.SetMessageAsync(text);

    /// <summary>Sets how many pieces each child may make; null for no limit.</summary>
    public Task SetPieces(int? count) => lesson.SetPiecesAsync(count);

    /// <summary>Shows what a child who cries for help has written.</summary>
    public Task OpenAlert(string? id) => lesson.OpenAlertAsync(id);

    /// <summary>Puts an offered piece on the wall; null clears the wall.</summary>
    public Task ShowOnWall(string? offerId) => lesson.ShowOnWallAsync(offerId);

    /// <summary>Ends the lesson and forgets all of it.</summary>
    public Task EndLesson() => lesson.EndLessonAsync();

    /// <summary>Streams evenly spaced ticks without any model.</summary>
    public IAsyncEnumerable<ProbeTick> Probe(int count, int intervalMs, CancellationToken cancellationToken) =>
        streams.Guarded<ProbeTick>(Context, token => new(probes.Ticks(count, intervalMs, token)), cancellationToken);
}
