namespace Interception.Client.Console.Doctor.Hops;

/// <summary>One clock for all measurements, in milliseconds.</summary>
internal sealed class ExaminationClock(TimeProvider time)
{
    private readonly long _begun = time.GetTimestamp();
    private readonly double _begunUnix = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    public TimeProvider Time => time;

    /// <summary>The time since the start of the examination.</summary>
    public double Now => time.GetElapsedTime(_begun).TotalMilliseconds;

    /// <summary>A moment as a server with the right time would write it.</summary>
    public double UnixOf(double at) => _begunUnix + at;
}
