using System.Globalization;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Responses;
using Interception.Server.Runs;

namespace Interception.Server.Delivery.StageStreams;

/// <summary>Writes one stage of a run as server-sent events: connected, the wait, the chunks, one ending.</summary>
internal sealed class StageStreamWriter(EventStreamWriter events, AttendedRun run, Stage stage, string? model)
{
    private long _offset;
    private int _chunks;

    /// <summary>Streams from an offset to the end.</summary>
    /// <param name="offset">In UTF-16 units.</param>
    /// <param name="isStart">Whether the call starts the run: an idea can be blocked before its call begins to read, and is told so all the same.</param>
    /// <param name="cancellationToken">The caller has left.</param>
    /// <exception cref="EndingException">Thrown only before the first byte, when nothing can be read.</exception>
    public async Task WriteAsync(long offset, bool isStart, CancellationToken cancellationToken)
    {
        _offset = offset;
        await using var text = new ReadAhead<string>(token => run.ReadText(stage, offset, token), cancellationToken);
        var refusal = (text.Next.Exception?.InnerException as EndingException)?.Code;
        if (refusal == Codes.OffsetOutOfRange || (refusal == Codes.StageNotReached && !isStart)) await text.Next;
        await events.BeginAsync(cancellationToken);
        await SendAsync("connected", null, new ConnectedMessage(stage, run.Id, "streaming", model), cancellationToken);
        try
        {
            if (!text.Next.IsCompleted) await WaitAsync(cancellationToken);
            await ChunksAsync(text, cancellationToken);
            await CompleteAsync(cancellationToken);
        }
        catch (EndingException ending)
        {
            var isOver = isStart && ending.Code == Codes.StageNotReached;
            await EndAsync(isOver ? await run.EndingAsync(cancellationToken) : ending, cancellationToken);
        }
    }

    /// <summary>Reports the run's place in the queue until the stage begins, or never will.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var waiting = false;
        await using var happened = new ReadAhead<RunEvent>(token => run.ReadEvents(0, token), cancellationToken);
        for (; await events.WaitAsync(happened.Next, cancellationToken); happened.Advance())
        {
            if (happened.Current is Queued queued)
                await SendAsync("queue_status", null, new QueueMessage("waiting", queued.Position, queued.EtaSeconds), cancellationToken);
            if (waiting && happened.Current is StageStart)
                await SendAsync("queue_status", null, new QueueMessage("acquired", null, null), cancellationToken);
            waiting = happened.Current is Queued;
            if (happened.Current is StageStart begun && begun.Stage == stage) return;
        }
    }

    private async Task ChunksAsync(ReadAhead<string> text, CancellationToken cancellationToken)
    {
        for (; await events.WaitAsync(text.Next, cancellationToken); text.Advance())
        {
            _offset += text.Current.Length;
            await SendAsync("chunk", Id(_offset), new ChunkMessage(text.Current, ++_chunks), cancellationToken);
        }
    }

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var whole = string.Concat(await run.ReadText(stage, 0, cancellationToken).ToListAsync(cancellationToken));
        var ended = await run.ReadEvents(0, cancellationToken).OfType<StageEnd>()
            .FirstAsync(end => end.Stage == stage, cancellationToken);
        await SendAsync("complete", Id(_offset) + StreamPosition.Ending,
            new CompleteMessage(whole, "completed", whole.Length, _chunks, ended.Model, IsSafe: true), cancellationToken);
    }

    private Task EndAsync(EndingException ending, CancellationToken cancellationToken)
    {
        var id = Id(_offset) + StreamPosition.Ending;
        var where = ending.Stage ?? stage;
        return ending.Code == Codes.Blocked
            ? SendAsync("blocked", id, new BlockedMessage(where, ending.Code, ending.Category), cancellationToken)
            : SendAsync("error", id, new ErrorMessage(where, ending.Code, ending.Message) { Field = ending.Field }, cancellationToken);
    }

    private Task SendAsync<T>(string name, string? id, T data, CancellationToken cancellationToken) =>
        events.WriteAsync(name, id, data, EventStreamWriter.Snake, cancellationToken);

    private static string Id(long offset) => offset.ToString(CultureInfo.InvariantCulture);
}
