namespace Interception.Server.Safety.Comparison;

/// <summary>Times one verdict; stands still while the model is loaded, which happens once and is no trait of a judge.</summary>
internal sealed class VerdictClock(TimeProvider time) : IProgress<SafetyProgress>
{
    private long? _since = time.GetTimestamp();
    private TimeSpan _spent;

    /// <summary>The time so far.</summary>
    public TimeSpan Spent => _spent + (_since is { } since ? time.GetElapsedTime(since) : default);

    public void Report(SafetyProgress value)
    {
        if (value == SafetyProgress.Loaded)
        {
            _since ??= time.GetTimestamp();
            return;
        }

        _spent = Spent;
        _since = null;
    }
}
