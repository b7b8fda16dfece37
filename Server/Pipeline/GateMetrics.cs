using System.Diagnostics;
using System.Diagnostics.Metrics;
using Interception.Server.Contracts;

namespace Interception.Server.Pipeline;

/// <summary>The figures of the gates for operators: how often, which category, and a span for each question. Never a text.</summary>
internal sealed class GateMetrics(IMeterFactory meters)
{
    private static readonly ActivitySource Source = new("Interception");

    private readonly Counter<long> _verdicts = meters.Create("Interception").CreateCounter<long>(
        "interception.gate.verdicts", description: "Verdicts of the gates: safe, unsafe with a category, refused (too long to be judged), unavailable, or left by a stop or a clock.");

    /// <summary>Begins to measure a question.</summary>
    /// <returns>Its span; null when traces are not collected.</returns>
    public static Activity? Begin(bool isAnswer, int parts) => Source.StartActivity("gate")?
        .SetTag("interception.gate.subject", isAnswer ? "answer" : "input").SetTag("interception.gate.parts", parts);

    /// <summary>Records that the texts passed.</summary>
    public void Passed(Activity? span) => Count(span, "safe", null);

    /// <summary>Records that they did not pass.</summary>
    public void Refused(Activity? span, EndingException ending) => Count(span, VerdictOf(ending.Code), ending.Category);

    /// <summary>Records that the question was cancelled.</summary>
    public void Left(Activity? span) => Count(span, "left", null);

    private void Count(Activity? span, string verdict, TextCategory? category)
    {
        var name = category is { } known ? known.WireName() : "none";
        _verdicts.Add(1, new TagList { { "verdict", verdict }, { "category", name } });
        span?.SetTag("interception.gate.verdict", verdict).SetTag("interception.category", name);
    }

    private static string VerdictOf(string code) => code switch
    {
        Codes.Blocked => "unsafe",
        Codes.InvalidRequest => "refused",
        _ => "unavailable",
    };
}
