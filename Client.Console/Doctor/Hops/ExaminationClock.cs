namespace Interception.Client.Console.Doctor.Hops;

/// <summary>One clock for all that is measured, in milliseconds.</summary>
internal sealed class ExaminationClock(TimeProvider time)
{
    private readonly long _begun = time.GetTimestamp();
    private readonly double _begunUnix = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    public TimeProvider Time => time;

    /// <summary>Since the examination began.</summary>
    public double Now => time.GetElapsedTime(_begun).TotalMilliseconds;

    /// <summary>What a server with the right time would call a moment.</summary>
    public double UnixOf(double at) => _begunUnix + at;
}
