using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Support;

/// <summary>Tells the real time, but timers fire only when the test says so.</summary>
public sealed class HandSetTimers : TimeProvider
{
    private readonly FakeTimeProvider _timers = new();

    /// <summary>Advances the timers.</summary>
    public void Advance(TimeSpan time) => _timers.Advance(time);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _timers.CreateTimer(callback, state, dueTime, period);
}
