namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>Seeded random draws for one round of a <see cref="WaitForecast"/>.</summary>
internal sealed class RandomDraws
{
    private readonly Random _random;

    public RandomDraws(int seed)
    {
        _random = new(seed);
        Luck = Normal();
    }

    /// <summary>The common error of all estimates in this round: around 0, to both sides alike.</summary>
    public double Luck { get; }

    /// <summary>Normally distributed: mean 0, spread 1.</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Exponentially distributed with mean 1: the time to an event that may happen at any moment.</summary>
    public double Exponential() => -Math.Log(1 - _random.NextDouble());

    /// <summary>One of these values.</summary>
    public double OneOf(double[] seen) => seen[_random.Next(seen.Length)];

    /// <summary>True with this probability.</summary>
    public bool Happens(double share) => _random.NextDouble() < share;
}
