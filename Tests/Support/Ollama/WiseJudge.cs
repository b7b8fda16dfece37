using Interception.Server.Safety.Judging;

namespace Interception.Tests.Support.Ollama;

/// <summary>A judge that knows the samples of the self-test, and calls every other text safe.</summary>
public static class WiseJudge
{
    private static readonly HashSet<string> Harmful =
        [.. SelfTestSamples.All.Where(sample => !sample.IsSafe).Select(sample => sample.Text)];

    /// <summary>The correct verdict.</summary>
    public static Script Verdict(OllamaRequest asked) =>
        asked.Judged().Any(Harmful.Contains) ? Script.Verdict("UNSAFE", "violence") : Script.Verdict("SAFE");
}
