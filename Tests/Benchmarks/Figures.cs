using System.Globalization;

namespace Interception.Tests.Benchmarks;

/// <summary>What one round came to.</summary>
/// <param name="P50">Milliseconds from the model's token to the client, for half of the tokens.</param>
/// <param name="P99">The same for all but one in a hundred.</param>
/// <param name="Cpu">Microseconds of the whole process for each token, the clients' included.</param>
/// <param name="Allocated">Bytes allocated for each token, the clients' included.</param>
/// <param name="Memory">Kilobytes in use for each stream, the client's included.</param>
internal sealed record Figures(double P50, double P99, double Cpu, double Allocated, double Memory)
{
    public static string Heading(int streams) =>
        $"{streams + " streams",-11}   p50 ms   p99 ms  CPU us/token  alloc B/token  kB/stream";

    /// <summary>The better of each: other work on the machine makes figures only worse.</summary>
    public static Figures Best(IEnumerable<Figures> rounds) => rounds.Aggregate((a, b) => new(Math.Min(a.P50, b.P50),
        Math.Min(a.P99, b.P99), Math.Min(a.Cpu, b.Cpu), Math.Min(a.Allocated, b.Allocated), Math.Min(a.Memory, b.Memory)));

    /// <summary>These as multiples of others.</summary>
    public Figures Over(Figures other) => new(P50 / other.P50, P99 / other.P99, Cpu / other.Cpu,
        Allocated / other.Allocated, Memory / other.Memory);

    public string Row(string name) => string.Create(CultureInfo.InvariantCulture,
        $"{name,-11}{P50,9:0.00}{P99,9:0.00}{Cpu,14:0.00}{Allocated,15:0.00}{Memory,11:0.00}");
}
