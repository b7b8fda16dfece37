using System.IO.Pipelines;
using Interception.Server.Runs.Limits;
using Microsoft.AspNetCore.Connections;

namespace Interception.Server.Delivery.Limits;

/// <summary>
/// Cuts a hub connection that sends more frames than any page would. Hub filters never see cancels, pings and calls to
/// unknown methods; this filter counts every frame.
/// </summary>
internal sealed partial class HubFrameLimiter(TimeProvider time, ILogger<HubFrameLimiter> logger)
{
    /// <summary>The number of frames at once; a hundred a second are added again.</summary>
    public const int Most = 1_000;

    private readonly long _begun = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly TokenBucket _lines = new(1, TimeSpan.FromMinutes(1));

    /// <summary>Runs between the transport and the hub.</summary>
    public ConnectionDelegate Wrap(ConnectionDelegate next) => connection =>
    {
        var input = new MeteredInput(connection.Transport.Input, new(Most, TimeSpan.FromMilliseconds(10)), this);
        connection.Transport = new MeteredDuplex(input, connection.Transport.Output);
        return next(connection);
    };

    private TimeSpan Now => time.GetElapsedTime(_begun);

    private void Say()
    {
        lock (_lock)
            if (_lines.TrySpend(Now)) LogCut(logger);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A hub connection was cut: it said more than any page would. More of them in the next minute are not logged.")]
    private static partial void LogCut(ILogger logger);

    private sealed record MeteredDuplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>Reads the client's frames, and ends when there are too many.</summary>
    private sealed class MeteredInput(PipeReader from, TokenBucket frames, HubFrameLimiter meter) : PipeReader
    {
        private const byte Separator = 0x1E;

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            Metered(await from.ReadAsync(cancellationToken));

        public override bool TryRead(out ReadResult result)
        {
            if (!from.TryRead(out result)) return false;
            result = Metered(result);
            return true;
        }

        public override void AdvanceTo(SequencePosition consumed) => from.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => from.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => from.CancelPendingRead();

        public override void Complete(Exception? exception = null) => from.Complete(exception);

        private ReadResult Metered(ReadResult read)
        {
            var now = meter.Now;
            foreach (var memory in read.Buffer)
            {
                for (var count = memory.Span.Count(Separator); count > 0; count--)
                    if (!frames.TrySpend(now)) return Cut(read);
            }

            return read;
        }

        private ReadResult Cut(ReadResult read)
        {
            meter.Say();
            return new(read.Buffer.Slice(read.Buffer.End), isCanceled: false, isCompleted: true);
        }
    }
}
