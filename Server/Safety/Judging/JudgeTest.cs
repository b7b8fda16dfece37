using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Safety.Judging;

/// <summary>What the test of a judge has shown at one server.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Sentence">Why it has not passed, in words that a teacher understands; null when it has.</param>
internal sealed record JudgeTest(TestOutcome Outcome, string? Sentence = null)
{
    /// <summary>How much the judge was told to think when it passed, and so at every verdict.</summary>
    public ThinkMode Think { get; init; }

    /// <summary>Which copy of the judge was tested; null for one of which no server tells.</summary>
    public ModelCopy? Copy { get; init; }

    /// <summary>When it was made; 0 to have it made again at once.</summary>
    public long At { get; init; }

    /// <summary>How often in a row it has not passed.</summary>
    public int Times { get; init; }

    /// <summary>How often in a row the judge could be asked and gave no answer.</summary>
    public int Silences { get; init; }
}

/// <summary>How a test went.</summary>
internal enum TestOutcome
{
    /// <summary>All sample texts were judged as they must be.</summary>
    Passed,

    /// <summary>The judge answered, and not as it must.</summary>
    Failed,

    /// <summary>The judge could not be asked.</summary>
    Away,
}

/// <summary>Whether a judge may be asked about what children write.</summary>
internal enum JudgeState
{
    /// <summary>It has passed its test, or needs none.</summary>
    Clear,

    /// <summary>Its test is being made, or is the next thing to be done.</summary>
    Testing,

    /// <summary>It has failed its test.</summary>
    Failed,

    /// <summary>It cannot be asked at the moment.</summary>
    Away,

    /// <summary>Servers answer, and none has it.</summary>
    Missing,
}
