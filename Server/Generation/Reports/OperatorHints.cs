namespace Interception.Server.Generation.Reports;

/// <summary>What an operator should change, as the calls so far show.</summary>
internal sealed class OperatorHints(RefusedCalls refused, QueueWatch queue, ModelTurns turns)
{
    /// <summary>Changes without which no run can work.</summary>
    public IReadOnlyList<string> Missing() => refused.Missing();

    /// <summary>Changes that make runs work better.</summary>
    public IReadOnlyList<string> All() => [.. queue.Hints(), .. turns.Hints(), .. refused.Hints()];
}
