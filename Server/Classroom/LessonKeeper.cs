using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Classroom;

/// <summary>Applies the lesson's hold to the queue, ends a countdown by holding it, and forgets children who have left.</summary>
internal sealed class LessonKeeper(IClassroomStore store, ClassControls controls, TimeProvider time) : IHostedService, IDisposable
{
    /// <summary>How long a child stays in class after it was last present.</summary>
    internal static readonly TimeSpan StaysFor = TimeSpan.FromMinutes(10);

    /// <summary>How long after the last child left a lesson ends by itself.</summary>
    internal static readonly TimeSpan EmptyFor = TimeSpan.FromHours(1);

    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private ITimer? _countdown;
    private ITimer? _rounds;
    private long? _endsAt;
    private long? _emptySince;
    private bool _isHeld;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Changed += Apply;
        // A lesson that other nodes have begun may be known already.
        Apply();
        _rounds = time.CreateTimer(_ => _ = TidyAsync(), null, Rounds, Rounds);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        store.Changed -= Apply;
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _rounds?.Dispose();
        lock (_lock) _countdown?.Dispose();
    }

    private long Now => time.UnixMs();

    private void Apply()
    {
        lock (_lock)
        {
            var lesson = store.Current.Lesson;
            // Only the lesson's own change is applied: a shutdown or a script may hold the queue as well.
            if (lesson.Held != _isHeld) Hold(_isHeld = lesson.Held);
            if (lesson.EndsAt != _endsAt) SetCountdown(_endsAt = lesson.EndsAt);
        }
    }

    private void Hold(bool isHeld)
    {
        if (isHeld) controls.Hold();
        else controls.Release();
    }

    private void SetCountdown(long? endsAt)
    {
        _countdown?.Dispose();
        _countdown = endsAt is { } end
            ? time.CreateTimer(_ => _ = TimeIsUpAsync(end), null, TimeSpan.FromMilliseconds(Math.Max(0, end - Now)), Timeout.InfiniteTimeSpan)
            : null;
    }

    private async Task TimeIsUpAsync(long end)
    {
        try
        {
            await store.ChangeAsync(record => record.Lesson.EndsAt == end ? record.With(lesson => lesson with { Held = true }) : record);
        }
        catch (EndingException)
        {
            // While Redis is away nobody can hold the queue; then it is held late, and not never.
            lock (_lock)
                if (_endsAt == end) _countdown = time.CreateTimer(_ => _ = TimeIsUpAsync(end), null, Again, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task TidyAsync()
    {
        var before = Now - (long)StaysFor.TotalMilliseconds;
        var atWork = (await controls.RecordsAsync()).Where(run => run.Phase != RunPhase.Ended).Select(run => run.Child).ToHashSet();
        await store.ChangeAsync(record =>
        {
            var gone = record.Children.Where(child => child.Value.OpenPages == 0 && child.Value.SeenAt < before && !atWork.Contains(child.Key)).ToList();
            return gone.Count == 0 ? record : record with { Children = record.Children.RemoveRange(gone.Select(child => child.Key)) };
        });
        await ForgetWhenEmptyAsync();
    }

    private async Task ForgetWhenEmptyAsync()
    {
        _emptySince = store.Current.Children.IsEmpty ? _emptySince ?? Now : null;
        if (_emptySince is { } since && Now - since >= EmptyFor.TotalMilliseconds)
        {
            await store.ChangeAsync(record =>
                !record.Children.IsEmpty || (record.Offers.IsEmpty && record.Alerts.IsEmpty) ? record : record.Next(ended: false));
        }
    }
}
