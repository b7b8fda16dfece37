namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>The chances of one round of a <see cref="WaitForecast"/>; the same seed has the same.</summary>
internal sealed class RandomDraws
{
    private readonly Random _random;

    public RandomDraws(int seed)
    {
        _random = new(seed);
        Luck = Normal();
    }

    /// <summary>How far all that is known only about is off in this round: around 0, as often more as less.</summary>
    public double Luck { get; }

    /// <summary>Around 0, with a spread of 1.</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Positive, 1 on average: the time to something that may happen at any moment.</summary>
    public double Exponential() => -Math.Log(1 - _random.NextDouble());

    /// <summary>One of what there was.</summary>
    public double OneOf(double[] seen) => seen[_random.Next(seen.Length)];

    /// <summary>True in this share of cases.</summary>
    public bool Happens(double share) => _random.NextDouble() < share;
}
