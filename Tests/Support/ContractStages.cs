using Interception.Server.Contracts;

namespace Interception.Tests.Support;

/// <summary>The contract's four stages, in their order.</summary>
public static class ContractStages
{
    /// <summary>All four.</summary>
    public static IReadOnlyList<Stage> All { get; } = [Stage.PreInterception, Stage.Interception, Stage.PreOutput, Stage.Output];

    /// <summary>A stage's number in the addresses of the stage streams.</summary>
    public static int Number(Stage stage) => All.Index().Single(each => each.Item == stage).Index + 1;
}
