namespace Interception.Client.Console.Doctor.Figures;

/// <summary>All measurements, from the inside out.</summary>
/// <param name="Ollama">Null when it was not asked.</param>
/// <param name="Server">The server's own report.</param>
/// <param name="Run">Null when none could be started.</param>
/// <param name="Hops">The server's address, then the proxies, the nearest to the server first.</param>
internal sealed record DoctorFindings(OllamaFigures? Ollama, ServerFigures Server, RunFigures? Run, IReadOnlyList<HopFigures> Hops)
{
    /// <summary>The lag of this machine's own timers, as the 90th percentile; in milliseconds.</summary>
    public double OwnLagMs { get; init; }

    /// <summary>The server's own address.</summary>
    public HopFigures First => Hops[0];

    /// <summary>Each hop paired with the one before it; the first has none.</summary>
    public IEnumerable<(HopFigures? Before, HopFigures Hop)> Pairs => Hops.Select((hop, n) => (n == 0 ? null : Hops[n - 1], hop));
}
