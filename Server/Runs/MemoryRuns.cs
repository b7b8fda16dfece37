using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>Records in this process's memory, each with the one timer of its phase. Every answer is there at once.</summary>
internal sealed class MemoryRuns(IOptions<RunOptions> options, TimeProvider time) : IRunStore
{
    private readonly ConcurrentDictionary<string, KeptRecord> _kept = new(StringComparer.Ordinal);

    public event Action<RunRecord>? Due;

    public ValueTask AddAsync(RunRecord record, CancellationToken cancellationToken)
    {
        _kept[record.Id] = new(record);
        return ValueTask.CompletedTask;
    }

    public ValueTask<RunRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!_kept.TryGetValue(id, out var kept)) return default;
        // Who has just read of a change finds it here: both are one write.
        lock (kept.Lock) return new(kept.Record);
    }

    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(CancellationToken cancellationToken) =>
        new([.. _kept.Values.Select(kept => kept.Record)]);

    public ValueTask<RunRecord?> TryChangeAsync(
        RunRecord found, RunRecord changed, IRunJournal journal, RunEvent? said, CancellationToken cancellationToken)
    {
        if (!_kept.TryGetValue(found.Id, out var kept)) return default;
        lock (kept.Lock)
        {
            if (!ReferenceEquals(kept.Record, found)) return default;
            if (said is not null) journal.Write(said);
            kept.Record = changed;
            kept.Set(KeepFor(changed.Phase) is { } keepFor
                ? time.CreateTimer(_ => Due?.Invoke(changed), null, keepFor, Timeout.InfiniteTimeSpan)
                : null);
        }
        return new(changed);
    }

    public ValueTask ForgetAsync(string id, CancellationToken cancellationToken)
    {
        if (!_kept.TryRemove(id, out var kept)) return ValueTask.CompletedTask;
        lock (kept.Lock) kept.Set(null);
        return ValueTask.CompletedTask;
    }

    private TimeSpan? KeepFor(RunPhase phase) => phase switch
    {
        RunPhase.Paused => options.Value.PauseFor,
        RunPhase.Ended => options.Value.Retention,
        _ => null,
    };

    private sealed class KeptRecord(RunRecord record)
    {
        private ITimer? _timer;

        public Lock Lock { get; } = new();

        public RunRecord Record { get; set; } = record;

        public void Set(ITimer? timer)
        {
            _timer?.Dispose();
            _timer = timer;
        }
    }
}
