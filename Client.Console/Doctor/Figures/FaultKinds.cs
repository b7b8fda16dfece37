namespace Interception.Client.Console.Doctor.Figures;

/// <summary>Names of faults, for scripts.</summary>
internal static class FaultKinds
{
    public const string Unreachable = "unreachable";
    public const string NotReady = "not-ready";
    public const string HeldBack = "held-back";
    public const string Compressed = "compressed";
    public const string Delayed = "delayed";
    public const string NoWebSockets = "no-websockets";
    public const string CutIdle = "cut-idle";
    public const string SlowModel = "slow-model";
    public const string FrozenModel = "frozen-model";
    public const string LoadingModel = "loading-model";
    public const string LongPrompt = "long-prompt";
    public const string Thoughts = "thoughts";
    public const string ModelsTakeTurns = "models-take-turns";
    public const string OllamaQueues = "ollama-queues";
    public const string FullLine = "full-line";
    public const string StoreAway = "store-away";
    public const string BusyNode = "busy-node";
    public const string WrongCode = "wrong-code";

    /// <summary>The teacher holds the queue; not in the contract's first list.</summary>
    public const string HeldLine = "held-line";
}
