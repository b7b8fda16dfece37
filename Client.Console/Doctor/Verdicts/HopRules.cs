using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>Each hop compared with the one before it, the nearest to the server first.</summary>
internal sealed class HopRules : IVerdictRule
{
    private static readonly IReadOnlyList<IHopRule> OfOneHop =
        [new ProxyUnreachableRule(), new CompressedRule(), new DelayedRule(), new NoWebSocketsRule(), new HeldBackRule(), new CutIdleRule()];

    public DoctorVerdict? Judge(DoctorFindings all) => all.Pairs
        .SelectMany(pair => OfOneHop.Select(rule => rule.Judge(new(all, pair.Before, pair.Hop))))
        .FirstOrDefault(verdict => verdict is not null);
}
