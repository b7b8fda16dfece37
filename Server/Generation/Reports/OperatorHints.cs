namespace Interception.Server.Generation.Reports;

/// <summary>What the calls so far tell an operator to change.</summary>
internal sealed class OperatorHints(RefusedCalls refused, QueueWatch queue, ModelTurns turns)
{
    /// <summary>Without it no run can work.</summary>
    public IReadOnlyList<string> Missing() => refused.Missing();

    /// <summary>With it runs work better.</summary>
    public IReadOnlyList<string> All() => [.. queue.Hints(), .. turns.Hints(), .. refused.Hints()];
}
