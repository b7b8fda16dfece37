namespace Interception.Server.Generation;

/// <summary>How long and how freely a model may answer.</summary>
internal static class JobLimits
{
    /// <summary>What a model that is told to think gets on top: providers count thoughts and answer together.</summary>
    public const int RoomForThoughts = 1024;

    /// <summary>The most tokens of an answer.</summary>
    public static int Tokens(GenerationJob job) => job switch
    {
        GenerationJob.Output => 800,
        // Some 48 are needed; between the words of a schema a model may write twenty blanks each time.
        GenerationJob.Verdict => 192,
        _ => 600,
    };

    /// <summary>How freely it is written: 0 is always the same.</summary>
    public static float Temperature(GenerationJob job) => job switch
    {
        GenerationJob.Verdict => 0f,
        GenerationJob.Translation => 0.2f,
        GenerationJob.Interception => 0.8f,
        _ => 0.9f,
    };
}
