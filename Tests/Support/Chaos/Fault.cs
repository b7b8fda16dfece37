namespace Interception.Tests.Support.Chaos;

/// <summary>One fault of one connection.</summary>
/// <param name="Number">Its number in reports; a seed always draws the same fault for a number.</param>
/// <param name="Kind">What goes wrong.</param>
/// <param name="After">How many bytes pass before it happens.</param>
public sealed record Fault(int Number, FaultKind Kind, int After)
{
    private int _struck;

    /// <summary>How long it delays: once, or each piece.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>How many bytes pass at once.</summary>
    public int Bit { get; init; } = int.MaxValue;

    /// <summary>After how many bytes the connection is good again.</summary>
    public int Length { get; init; } = 1;

    /// <summary>Whether it has happened.</summary>
    public bool HasStruck => Volatile.Read(ref _struck) != 0;

    /// <summary>Draws a fault.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="number">Its number.</param>
    /// <param name="furthest">It happens before this many bytes have passed, more often early than late.</param>
    public static Fault Draw(Random random, int number, int furthest)
    {
        var kinds = Enum.GetValues<FaultKind>();
        var kind = kinds[random.Next(kinds.Length)];
        var after = (int)(furthest * Math.Pow(random.NextDouble(), 2));
        var pause = TimeSpan.FromMilliseconds(random.Next(2, 20));
        return kind switch
        {
            FaultKind.Latency => new(number, kind, after) { Pause = 15 * pause },
            FaultKind.Jitter => new(number, kind, after) { Pause = pause, Bit = random.Next(20, 200), Length = 1_000 },
            FaultKind.Slice => new(number, kind, after) { Bit = 1, Length = random.Next(50, 300) },
            FaultKind.Bandwidth => new(number, kind, after) { Pause = pause, Bit = random.Next(10, 40), Length = 500 },
            FaultKind.SlowClose => new(number, kind, after) { Pause = 20 * pause },
            _ => new(number, kind, after),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Kind} after {After} bytes{(HasStruck ? "" : " (did not strike)")}";

    /// <summary>Records that it happened.</summary>
    internal void Strike() => Volatile.Write(ref _struck, 1);
}
