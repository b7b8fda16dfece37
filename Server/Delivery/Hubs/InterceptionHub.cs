using Interception.Server.Classroom;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Runs;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Hubs;

/// <summary>The children's hub: commands go in; one text stream for each stage and one event stream come out.</summary>
/// <remarks>Every ending is a <see cref="HubException"/> with the message <c>code: sentence</c>.</remarks>
internal sealed class InterceptionHub(
    RefusedStartCutoff starts, RunCommands commands, HubStreamLimiter streams, NetworkProbe probes, ClassroomMembers members, ClassroomFeed classroom) : Hub
{
    /// <summary>Starts a run of stages 1 and 2, or of all four.</summary>
    public Task<RunStarted> StartRun(RunRequest? request) => starts.StartAsync(Context, request);

    /// <summary>Continues with stages 3 and 4.</summary>
    /// <param name="runId">The id that <see cref="StartRun"/> returned.</param>
    /// <param name="text">Null, or the child's revised interception.</param>
    public Task ContinueRun(string? runId, string? text) => commands.ContinueAsync(runId, text);

    /// <summary>Stops a run and its model; returns when it has ended.</summary>
    public Task StopRun(string? runId) => commands.StopAsync(runId);

    /// <summary>Streams the text of any stage by its wire name, also one that a later version adds.</summary>
    /// <param name="runId">The id that <see cref="StartRun"/> returned.</param>
    /// <param name="stage">Such as <c>Interception</c>.</param>
    /// <param name="offset">In UTF-16 units; 0 streams from the beginning.</param>
    /// <param name="cancellationToken">Ends when the client leaves; the run goes on.</param>
    public IAsyncEnumerable<string> StreamStage(string? runId, string? stage, long offset, CancellationToken cancellationToken) =>
        streams.Text(Context, runId, stage, offset, cancellationToken);

    /// <summary>Streams the text of stage 1 from an offset in UTF-16 units.</summary>
    public IAsyncEnumerable<string> StreamPreInterception(string? runId, long offset, CancellationToken cancellationToken) =>
        streams.Text(Context, runId, Stage.PreInterception, offset, cancellationToken);

    /// <summary>Streams the text of stage 2 from an offset in UTF-16 units.</summary>
    public IAsyncEnumerable<string> StreamInterception(string? runId, long offset, CancellationToken cancellationToken) =>
        streams.Text(Context, runId, Stage.Interception, offset, cancellationToken);

    /// <summary>Streams the text of stage 3 from an offset in UTF-16 units.</summary>
    public IAsyncEnumerable<string> StreamPreOutput(string? runId, long offset, CancellationToken cancellationToken) =>
        streams.Text(Context, runId, Stage.PreOutput, offset, cancellationToken);

    /// <summary>Streams the text of stage 4 from an offset in UTF-16 units.</summary>
    public IAsyncEnumerable<string> StreamOutput(string? runId, long offset, CancellationToken cancellationToken) =>
        streams.Text(Context, runId, Stage.Output, offset, cancellationToken);

    /// <summary>Streams the events of a run until it ends.</summary>
    /// <param name="runId">The id that <see cref="StartRun"/> returned.</param>
    /// <param name="after">The last sequence number that was seen; 0 streams from the beginning.</param>
    /// <param name="cancellationToken">Ends when the client leaves; the run goes on.</param>
    public IAsyncEnumerable<RunEvent> Watch(string? runId, long after, CancellationToken cancellationToken) =>
        streams.Events(Context, runId, after, cancellationToken);

    /// <summary>Streams the class as this child sees it: the whole state first, and again at each change.</summary>
    /// <param name="cancellationToken">Ends when the page is closed.</param>
    public IAsyncEnumerable<ClassroomState> WatchClassroom(CancellationToken cancellationToken) =>
        streams.Guarded<ClassroomState>(Context, token => new(classroom.ReadAsync(Child, token)), cancellationToken);

    /// <summary>Raises or lowers the child's hand.</summary>
    public Task RaiseHand(bool on) => members.RaiseHandAsync(Child, on);

    /// <summary>Offers the finished piece of a run to the class.</summary>
    /// <param name="runId">The id that <see cref="StartRun"/> returned.</param>
    public Task Offer(string? runId) => members.OfferAsync(Child, runId, Context.ConnectionAborted);

    /// <summary>Takes the offered piece of a run back, also from the wall.</summary>
    /// <param name="runId">The id that <see cref="StartRun"/> returned.</param>
    public Task TakeBack(string? runId) => members.TakeBackAsync(runId);

    /// <summary>Streams evenly spaced ticks without any model.</summary>
    /// <param name="count">1 to 1000.</param>
    /// <param name="intervalMs">1 to 1000.</param>
    /// <param name="cancellationToken">Ends when the client leaves.</param>
    public IAsyncEnumerable<ProbeTick> Probe(int count, int intervalMs, CancellationToken cancellationToken) =>
        streams.Guarded<ProbeTick>(Context, token => new(probes.Ticks(count, intervalMs, token)), cancellationToken);

    private string Child => RunCaller.From(Context).Child!;
}
