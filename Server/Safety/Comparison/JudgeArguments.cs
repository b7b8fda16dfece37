using Interception.Server.Generation;

namespace Interception.Server.Safety.Comparison;

/// <summary>What was typed after <c>judge</c>.</summary>
/// <param name="Models">Who is compared; empty for the configured judge.</param>
/// <param name="Thinks">With thoughts, without, or both.</param>
/// <param name="ShowTexts">Whether wrongly judged texts are printed.</param>
/// <param name="Rest">Settings of the server, such as <c>--Ollama:Endpoints:0</c>.</param>
internal sealed record JudgeArguments(IReadOnlyList<string> Models, IReadOnlyList<ThinkMode> Thinks, bool ShowTexts, string[] Rest)
{
    /// <summary>The word with which it begins.</summary>
    public const string Command = "judge";

    private const string Usage = "judge [--models a,b,c] [--think off|on|off,on] [--show-texts] [settings of the server, such as --Ollama:Endpoints:0 http://...]";

    /// <summary>Reads a command line; null for one that starts the server.</summary>
    /// <exception cref="JudgeUsageException">It cannot be understood.</exception>
    public static JudgeArguments? Find(string[] typed)
    {
        if (typed is not [Command, .. var words]) return null;
        var (models, thinks, showTexts) = ((string[])[], (ThinkMode[])[ThinkMode.Off, ThinkMode.On], false);
        var rest = new List<string>();
        for (var n = 0; n < words.Length; n++)
        {
            switch (words[n])
            {
                case "--models":
                    models = [.. Next(words, ++n).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ModelName.Whole)];
                    break;
                case "--think":
                    thinks = [.. Next(words, ++n).Split(',').Select(ThinkOf)];
                    break;
                case "--show-texts":
                    showTexts = true;
                    break;
                case "--help":
                    throw Misunderstood();
                default:
                    rest.Add(words[n]);
                    break;
            }
        }

        return new(models, thinks, showTexts, [.. rest]);
    }

    private static string Next(string[] words, int n) => n < words.Length ? words[n] : throw Misunderstood();

    private static ThinkMode ThinkOf(string word) => word switch
    {
        "off" => ThinkMode.Off,
        "on" => ThinkMode.On,
        _ => throw Misunderstood(),
    };

    private static JudgeUsageException Misunderstood() => new($"Usage: {Usage}");
}
