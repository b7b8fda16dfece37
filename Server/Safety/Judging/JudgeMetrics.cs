using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Interception.Server.Safety.Judging;

/// <summary>Counts how a judge answers. A rising share of unclear answers means that another model is needed.</summary>
internal sealed class JudgeMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _answers = meters.Create("Interception").CreateCounter<long>(
        "interception.judge.answers", description: "Answers of the judge: safe, unsafe, unclear or failed, at the first or the second ask.");

    public void Answered(int ask, Verdict? verdict, bool failed) =>
        _answers.Add(1, new TagList { { "ask", ask }, { "answer", failed ? "failed" : NameOf(verdict) } });

    private static string NameOf(Verdict? verdict) => verdict switch
    {
        null => "unclear",
        { IsSafe: true } => "safe",
        _ => "unsafe",
    };
}
