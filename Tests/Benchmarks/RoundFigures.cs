using System.Diagnostics;
using Interception.Benchmarks.Load;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks;

/// <summary>What one round came to.</summary>
/// <param name="Cpu">Microseconds of the server for each token.</param>
/// <param name="Allocated">Bytes that the server allocated for each token.</param>
/// <param name="Delay50">Milliseconds from the model's saying to the client's having, for half of the tokens.</param>
/// <param name="Delay99">The same for all but one in a hundred.</param>
/// <param name="First50">Milliseconds from the client's asking to its first token, for half of the streams.</param>
/// <param name="First99">The same for all but one in a hundred.</param>
/// <param name="Memory">KiB of the working set for each stream, beyond what the server had before the round.</param>
/// <param name="Whole">How many streams had every token.</param>
internal sealed record RoundFigures(
    double Cpu, double Allocated, double Delay50, double Delay99, double First50, double First99, double Memory, int Whole)
{
    public static RoundFigures From(StreamRecord[] streams, MeasuredSpan span)
    {
        var delays = streams.SelectMany(stream => DelaysOf(stream, span)).Order().ToArray();
        var firsts = streams.Where(stream => stream.Arrived > 0).Select(stream => Stopwatch.GetElapsedTime(stream.Asked, stream.Came[0]).TotalMilliseconds).Order().ToArray();
        return new(
            (span.After.Cpu - span.Before.Cpu).TotalMicroseconds / delays.Length,
            (double)(span.After.Allocated - span.Before.Allocated) / delays.Length,
            At(delays, 0.5), At(delays, 0.99), At(firsts, 0.5), At(firsts, 0.99),
            (span.After.Memory - span.Idle.Memory) / 1024.0 / streams.Length,
            streams.Count(stream => stream.Arrived == stream.Came.Length));
    }

    /// <summary>The middle one of each.</summary>
    public static RoundFigures Median(IReadOnlyCollection<RoundFigures> rounds) => new(
        Of(rounds, round => round.Cpu), Of(rounds, round => round.Allocated), Of(rounds, round => round.Delay50),
        Of(rounds, round => round.Delay99), Of(rounds, round => round.First50), Of(rounds, round => round.First99),
        Of(rounds, round => round.Memory), rounds.Min(round => round.Whole));

    private static double Of(IEnumerable<RoundFigures> rounds, Func<RoundFigures, double> figure) => At([.. rounds.Select(figure).Order()], 0.5);

    private static double At(double[] ordered, double share) => ordered.Length == 0 ? double.NaN : ordered[(int)(share * (ordered.Length - 1))];

    private static IEnumerable<double> DelaysOf(StreamRecord stream, MeasuredSpan span)
    {
        for (var n = 0; n < stream.Arrived; n++)
        {
            if (stream.Said[n] >= span.From && stream.Said[n] < span.To)
                yield return Stopwatch.GetElapsedTime(stream.Said[n], stream.Came[n]).TotalMilliseconds;
        }
    }
}

/// <summary>What lies between two looks at a server.</summary>
internal sealed record MeasuredSpan(long From, long To, GaugeReading Idle, GaugeReading Before, GaugeReading After);
