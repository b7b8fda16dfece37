namespace Interception.Server.Generation;

/// <summary>How long and how freely a model may answer.</summary>
internal static class JobLimits
{
    /// <summary>What a model that is told to think gets on top: providers count thoughts and answer together.</summary>
    public const int RoomForThoughts = 1024;

    /// <summary>The most tokens of an answer.</summary>
    public static int Tokens(Job job) => job switch
    {
        Job.Output => 800,
        // Some 48 are needed; between the words of a schema a model may write twenty blanks each time.
        Job.Verdict => 192,
        _ => 600,
    };

    /// <summary>How freely it is written: 0 is always the same.</summary>
    public static float Temperature(Job job) => job switch
    {
        Job.Verdict => 0f,
        Job.Translation => 0.2f,
        Job.Interception => 0.8f,
        _ => 0.9f,
    };
}
