using System.Diagnostics;

namespace Interception.Tests.Page;

/// <summary>A model's pace, and how well a busy machine kept it.</summary>
/// <param name="between">The time from one token to the next.</param>
internal sealed class MeasuredPace(TimeSpan between)
{
    private long _last;

    /// <summary>The time from one token to the next.</summary>
    public TimeSpan Between { get; } = between;

    /// <summary>The longest that it really was.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Waits until the next token is due.</summary>
    public async Task WaitAsync()
    {
        await Task.Delay(Between, TestContext.Current.CancellationToken);
        var now = Stopwatch.GetTimestamp();
        if (_last > 0 && Stopwatch.GetElapsedTime(_last, now) is var gap && gap > Longest) Longest = gap;
        _last = now;
    }
}
