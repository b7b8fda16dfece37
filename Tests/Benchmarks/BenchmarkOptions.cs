using System.Globalization;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks;

/// <summary>What is measured.</summary>
internal sealed record BenchmarkOptions
{
    public int[] Streams { get; init; } = [30, 100, 500, 1000];
    public int Rounds { get; init; } = 3;
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The product's assembly; null to publish it first.</summary>
    public string? Product { get; init; }

    public ContestantKind[] Against { get; init; } = Enum.GetValues<ContestantKind>();

    /// <summary>How many streams are profiled; 0 for none.</summary>
    public int Profile { get; init; } = 500;

    /// <summary>How many streams the memory's course is watched with; 0 for none.</summary>
    public int Memory { get; init; } = 1000;

    public static BenchmarkOptions Parse(string[] args)
    {
        var options = new BenchmarkOptions();
        for (var n = 0; n + 1 < args.Length; n += 2) options = options.With(args[n], args[n + 1]);
        return options;
    }

    private BenchmarkOptions With(string name, string value) => name switch
    {
        "--streams" => this with { Streams = [.. value.Split(',').Select(Number)] },
        "--rounds" => this with { Rounds = Number(value) },
        "--seconds" => this with { Window = TimeSpan.FromSeconds(Number(value)) },
        "--product" => this with { Product = value },
        "--against" => this with { Against = [.. value.Split(',').Select(kind => Enum.Parse<ContestantKind>(kind, ignoreCase: true)), ContestantKind.Product] },
        "--profile" => this with { Profile = Number(value) },
        "--memory" => this with { Memory = Number(value) },
        _ => throw new ArgumentException($"'{name}' is none of --streams, --rounds, --seconds, --product, --against, --profile, --memory."),
    };

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
