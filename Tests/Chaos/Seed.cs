using System.Globalization;

namespace Interception.Tests.Chaos;

/// <summary>Where all chance comes from, and how much of it there is.</summary>
internal static class Seed
{
    /// <summary>The seed that <c>INTERCEPTION_CHAOS_SEED</c> names, else a new one.</summary>
    public static int Value { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("INTERCEPTION_CHAOS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    /// <summary>Whether <c>INTERCEPTION_CHAOS</c> asks for the long form.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("INTERCEPTION_CHAOS") == "long";

    /// <summary>How many faults there are at least.</summary>
    public static int Faults => IsLong ? 5_000 : 300;

    /// <summary>How many runs there are at least.</summary>
    public static int Runs => IsLong ? 1_000 : 100;
}
