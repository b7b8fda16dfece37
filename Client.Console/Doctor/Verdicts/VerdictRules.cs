using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>All known faults, from the inside out: an inner fault shows at outer hops as well.</summary>
internal static class VerdictRules
{
    public static IReadOnlyList<IVerdictRule> InsideOut { get; } =
    [
        new OllamaUnreachableRule(),
        new NoModelRule(),
        new FrozenModelRule(),
        new ModelsTakeTurnsRule(),
        new LoadingModelRule(),
        new OllamaQueuesRule(),
        new ThoughtsRule(),
        new LongPromptRule(),
        new SlowModelRule(),
        new ServerUnreachableRule(),
        new WrongCodeRule(),
        new StoreAwayRule(),
        new NotReadyRule(),
        new HeldLineRule(),
        new FullLineRule(),
        new BusyNodeRule(),
        new HopRules(),
    ];

    /// <returns>Null for no fault.</returns>
    public static DoctorVerdict? Judge(DoctorFindings all) =>
        InsideOut.Select(rule => rule.Judge(all)).FirstOrDefault(verdict => verdict is not null);
}
