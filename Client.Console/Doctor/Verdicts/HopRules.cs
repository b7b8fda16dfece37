using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>Compares each hop with the one before it, beginning at the server.</summary>
internal sealed class HopRules : IVerdictRule
{
    private static readonly IReadOnlyList<IHopRule> OfOneHop =
        [new ProxyUnreachableRule(), new CompressedRule(), new DelayedRule(), new NoWebSocketsRule(), new HeldBackRule(), new CutIdleRule()];

    public DoctorVerdict? Judge(DoctorFindings all) => all.Pairs
        .SelectMany(pair => OfOneHop.Select(rule => rule.Judge(new(all, pair.Before, pair.Hop))))
        .FirstOrDefault(verdict => verdict is not null);
}
