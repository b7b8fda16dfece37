using Interception.Server.Contracts;

namespace Interception.Server.Classroom.Board;

/// <summary>The figures of the board, read at most once a second; the same object while they do not change.</summary>
internal sealed class HealthReader(IServerReport report, WaitFigures waits, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private ClassHealth? _health;
    private long _at;

    /// <summary>The figures as they are now.</summary>
    public ClassHealth Read()
    {
        lock (_lock)
        {
            if (_health is not null && time.GetElapsedTime(_at) < Fresh) return _health;
            _at = time.GetTimestamp();
            var curve = waits.Curve();
            var now = report.Read() with
            {
                WaitSeconds = curve.Count > 0 ? curve[^1].Seconds : null,
                WaitCurve = curve,
                TokensPerSecond = waits.PiecesPerSecond(),
            };
            return _health is not null && AreEqual(now, _health) ? _health : _health = now;
        }
    }

    private static bool AreEqual(ClassHealth one, ClassHealth other) =>
        one with { WaitCurve = other.WaitCurve, Servers = other.Servers, Missing = other.Missing } == other
        && one.WaitCurve.SequenceEqual(other.WaitCurve) && one.Servers.SequenceEqual(other.Servers) && one.Missing.SequenceEqual(other.Missing);
}
