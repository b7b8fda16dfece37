namespace Interception.Client.Console.Doctor.Figures;

/// <summary>All that was measured, from the inside out.</summary>
/// <param name="Ollama">Null when it was not asked.</param>
/// <param name="Server">What the server says of itself.</param>
/// <param name="Run">Null when none could be started.</param>
/// <param name="Hops">The server's address, then the proxies, the nearest to the server first.</param>
internal sealed record DoctorFindings(OllamaFigures? Ollama, ServerFigures Server, RunFigures? Run, IReadOnlyList<HopFigures> Hops)
{
    /// <summary>How late this machine's own timers were, nine of ten at most; in milliseconds.</summary>
    public double OwnLagMs { get; init; }

    /// <summary>The server's own address.</summary>
    public HopFigures First => Hops[0];

    /// <summary>Each hop with the one before it; the first has none.</summary>
    public IEnumerable<(HopFigures? Before, HopFigures Hop)> Pairs => Hops.Select((hop, n) => (n == 0 ? null : Hops[n - 1], hop));
}
