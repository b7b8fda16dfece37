using System.Runtime.CompilerServices;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Server.Delivery.Hubs;

/// <summary>Opens the hub's streams on the journal: counts them, marks their readers as present, turns endings into hub errors.</summary>
internal sealed class HubStreamLimiter(RunReading runs, RunPlanner plans, HubErrorFilter endings)
{
    /// <summary>SignalR limits invocations, not streams. A page needs five, and a few more while it reconnects.</summary>
    public const int PerConnection = 12;

    public IAsyncEnumerable<string> Text(
        HubCallerContext caller, string? runId, Stage stage, long offset, CancellationToken cancellationToken) =>
        Guarded(caller, async token => (await runs.FindAsync(runId, token)).ReadText(stage, offset, token), cancellationToken);

    public IAsyncEnumerable<string> Text(
        HubCallerContext caller, string? runId, string? stage, long offset, CancellationToken cancellationToken) =>
        Guarded(caller, async token => (await runs.FindAsync(runId, token)).ReadText(plans.Named(stage), offset, token), cancellationToken);

    public IAsyncEnumerable<RunEvent> Events(
        HubCallerContext caller, string? runId, long after, CancellationToken cancellationToken) =>
        Guarded(caller, async token => (await runs.FindAsync(runId, token)).ReadEvents(after, token), cancellationToken);

    /// <summary>Streams what <paramref name="open"/> opens, counted as one of the connection's streams.</summary>
    public async IAsyncEnumerable<T> Guarded<T>(HubCallerContext caller, Func<CancellationToken, ValueTask<IAsyncEnumerable<T>>> open,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var slot = StreamSlot.Take(caller) ?? throw HubErrorFilter.ToHubException(Endings.Exception(Codes.RateLimited));
        await using var source = (await OpenAsync(open, cancellationToken)).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await source.MoveNextAsync()) yield break;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw endings.From(e);
            }
            yield return source.Current;
        }
    }

    private async ValueTask<IAsyncEnumerable<T>> OpenAsync<T>(
        Func<CancellationToken, ValueTask<IAsyncEnumerable<T>>> open, CancellationToken cancellationToken)
    {
        try
        {
            return await open(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw endings.From(e);
        }
    }

    /// <summary>One of a connection's streams.</summary>
    private sealed class StreamSlot : IDisposable
    {
        private static readonly object Key = new();
        private readonly StrongBox<int> _taken;

        private StreamSlot(StrongBox<int> taken) => _taken = taken;

        public static StreamSlot? Take(HubCallerContext caller)
        {
            StrongBox<int> taken;
            lock (caller.Items)
            {
                if (!caller.Items.TryGetValue(Key, out var box)) caller.Items[Key] = box = new StrongBox<int>();
                taken = (StrongBox<int>)box!;
            }
            if (Interlocked.Increment(ref taken.Value) <= PerConnection) return new(taken);
            Interlocked.Decrement(ref taken.Value);
            return null;
        }

        public void Dispose() => Interlocked.Decrement(ref _taken.Value);
    }
}
