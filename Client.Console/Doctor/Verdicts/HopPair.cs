using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>A hop, and the one before it.</summary>
/// <param name="All">All findings.</param>
/// <param name="Before">Null for the server's own address.</param>
/// <param name="Hop">The hop.</param>
internal sealed record HopPair(DoctorFindings All, HopFigures? Before, HopFigures Hop)
{
    /// <summary>In words: the two addresses.</summary>
    public string Between => Before is null
        ? $"between here and {DoctorWords.Place(Hop.At)}"
        : $"between {DoctorWords.Place(Hop.At)} and {(Before.Hop == HopKind.Server ? "the server" : DoctorWords.Place(Before.At))}";

    /// <summary>What worked at the hop before.</summary>
    public bool Passed(string way) => Before is null || Before.Passes(way);

    public DoctorVerdict Verdict(string kind, string sentence) => new(Before is null ? HopKind.Network : HopKind.Proxy, kind, Hop.At, sentence);
}
