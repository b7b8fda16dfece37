using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Safety.Judging;

/// <summary>The result of a judge's test at one server.</summary>
/// <param name="Outcome">How the test ended.</param>
/// <param name="Sentence">Why it did not pass, in words that a teacher understands; null when it passed.</param>
internal sealed record JudgeTest(TestOutcome Outcome, string? Sentence = null)
{
    /// <summary>How much the judge was told to think when it passed; every verdict uses the same.</summary>
    public ThinkMode Think { get; init; }

    /// <summary>The copy of the model that was tested; null when no server tells.</summary>
    public ModelCopy? Copy { get; init; }

    /// <summary>When the test was made; 0 to repeat it at once.</summary>
    public long At { get; init; }

    /// <summary>How many times in a row it has not passed.</summary>
    public int Times { get; init; }

    /// <summary>How many times in a row the judge was asked and gave no answer.</summary>
    public int Silences { get; init; }
}

/// <summary>How a test ended.</summary>
internal enum TestOutcome
{
    /// <summary>All sample texts were judged correctly.</summary>
    Passed,

    /// <summary>The judge answered, but not correctly.</summary>
    Failed,

    /// <summary>The judge could not be asked.</summary>
    Away,
}

/// <summary>Whether a judge may be asked about what children write.</summary>
internal enum JudgeState
{
    /// <summary>It passed its test, or needs none.</summary>
    Clear,

    /// <summary>Its test is running, or will run next.</summary>
    Testing,

    /// <summary>It failed its test.</summary>
    Failed,

    /// <summary>It cannot be asked at present.</summary>
    Away,

    /// <summary>Servers answer, but none has the model.</summary>
    Missing,
}
