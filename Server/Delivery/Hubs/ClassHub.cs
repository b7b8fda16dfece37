using Interception.Server.Classroom;
using Interception.Server.Classroom.Board;
using Interception.Server.Classroom.Looking;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Hubs;

/// <summary>The teacher's hub. Whoever has shown the teacher's code comes in; what is refused is a <see cref="HubException"/> with <c>code: sentence</c>.</summary>
internal sealed class ClassHub(
    LessonControls lesson, BoardFeed board, LookFeed looks, WallFeed wall, JoinAddresses join, HubStreamLimiter streams,
    RunPlanner plans, NetworkProbe probes) : Hub
{
    /// <summary>Streams the class: the whole state at first, then what changed; no text but offers and opened alerts.</summary>
    /// <param name="cancellationToken">Ends when the teacher leaves.</param>
    public IAsyncEnumerable<ClassEvent> WatchClass(CancellationToken cancellationToken) =>
        streams.Guarded<ClassEvent>(Context, token => new(board.ReadAsync(token)), cancellationToken);

    /// <summary>Streams what the beamer shows: how to join, the countdown, the sentence, the pieces on the wall.</summary>
    /// <param name="cancellationToken">Ends when the beamer leaves.</param>
    public IAsyncEnumerable<WallState> WatchWall(CancellationToken cancellationToken) =>
        streams.Guarded<WallState>(Context, token => new(wall.ReadAsync(JoinAddresses.Hosts(), join.Code, token)), cancellationToken);

    /// <summary>Streams the text of a child's stage, as the child's hub does; while Look is off, <c>access_denied</c>.</summary>
    /// <param name="label">The run's label, as the board has it.</param>
    /// <param name="stage">Such as <c>Interception</c>.</param>
    /// <param name="offset">In UTF-16 units; 0 streams from the start.</param>
    /// <param name="cancellationToken">Ends when the teacher turns away; the run goes on, or not, as if nobody had looked.</param>
    public IAsyncEnumerable<string> StreamRun(string? label, string? stage, long offset, CancellationToken cancellationToken) =>
        streams.Guarded<string>(Context, token => new(looks.ReadAsync(label, plans.Named(stage), offset, token)), cancellationToken);

    /// <summary>Lets teachers read along, or no longer.</summary>
    public Task SetLook(bool? on) => lesson.SetLookAsync(on ?? false);

    /// <summary>Holds the line, with a sentence for all screens or none.</summary>
    public Task Hold(string? message) => lesson.HoldAsync(message);

    /// <summary>Releases the line.</summary>
    public Task Release() => lesson.ReleaseAsync();

    /// <summary>Stops one run.</summary>
    public Task StopRun(string? label) => lesson.StopRunAsync(label);

    /// <summary>Stops every run.</summary>
    public Task StopAll() => lesson.StopAllAsync();

    /// <summary>Starts a countdown that holds the line when it is over; null takes it back.</summary>
    public Task SetCountdown(double? minutes) => lesson.SetCountdownAsync(minutes);

    /// <summary>Puts a sentence on all screens; null takes it back.</summary>
    public Task SetMessage(string? text) => lesson.SetMessageAsync(text);

    /// <summary>Says how many pieces each child may make; null for as many as it likes.</summary>
    public Task SetPieces(int? count) => lesson.SetPiecesAsync(count);

    /// <summary>Opens what a child who cries for help has written.</summary>
    public Task OpenAlert(string? id) => lesson.OpenAlertAsync(id);

    /// <summary>Puts an offered piece on the wall; null takes all off it.</summary>
    public Task ShowOnWall(string? offerId) => lesson.ShowOnWallAsync(offerId);

    /// <summary>Ends the lesson and forgets everything of it.</summary>
    public Task EndLesson() => lesson.EndLessonAsync();

    /// <summary>Streams evenly spaced ticks with no model involved.</summary>
    public IAsyncEnumerable<ProbeTick> Probe(int count, int intervalMs, CancellationToken cancellationToken) =>
        streams.Guarded<ProbeTick>(Context, token => new(probes.Ticks(count, intervalMs, token)), cancellationToken);
}
