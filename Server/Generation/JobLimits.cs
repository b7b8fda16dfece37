namespace Interception.Server.Generation;

/// <summary>The length and temperature of each job.</summary>
internal static class JobLimits
{
    /// <summary>Extra tokens for a model that thinks: providers count thoughts and answer together.</summary>
    public const int RoomForThoughts = 1024;

    /// <summary>The largest number of tokens in an answer.</summary>
    public static int Tokens(GenerationJob job) => job switch
    {
        GenerationJob.Output => 800,
        // About 48 are needed; between the words of a schema a model may write twenty blanks each time.
        GenerationJob.Verdict => 192,
        _ => 600,
    };

    /// <summary>The temperature; 0 always gives the same answer.</summary>
    public static float Temperature(GenerationJob job) => job switch
    {
        GenerationJob.Verdict => 0f,
        GenerationJob.Translation => 0.2f,
        GenerationJob.Interception => 0.8f,
        _ => 0.9f,
    };
}
