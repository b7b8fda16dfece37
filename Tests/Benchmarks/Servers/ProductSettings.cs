namespace Interception.Benchmarks.Servers;

/// <summary>The product as it is, with a place for everybody and no limit in the way.</summary>
internal static class ProductSettings
{
    /// <summary>How long its runs are kept: short, so that the memory's way back can be seen.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    public static Dictionary<string, string> For(Uri model) => new()
    {
        ["Ollama__Endpoints__0"] = model.AbsoluteUri,
        ["Ollama__ParallelPerEndpoint"] = "100000",
        ["Models__Interception"] = "m",
        ["Models__Output"] = "m",
        ["Models__Translation"] = "m",
        ["Models__Safety"] = "m",
        ["Practice__Mode"] = "Never",
        ["Safety__SelfTest"] = "false",
        ["Limits__PerAddress"] = "100000",
        ["Limits__ConnectionsPerSecond"] = "100000",
        ["Queue__Capacity"] = "100000",
        // The load's own thread answers late on a machine that has other work.
        ["Timeouts__Connect"] = "00:00:30",
        ["Runs__Retention"] = Kept.ToString(),
        ["Runs__PauseFor"] = Kept.ToString(),
    };
}
