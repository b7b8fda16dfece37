namespace Interception.Server.Generation;

/// <summary>A model's name, written <c>provider/model</c>; without a provider it means <c>local</c>.</summary>
/// <param name="Provider"><c>local</c> is Ollama, <c>practice</c> the practice voice, anything else a configured server.</param>
/// <param name="Model">The name that the provider knows, such as <c>gpt-oss:20b</c>.</param>
internal readonly record struct ModelName(string Provider, string Model)
{
    /// <summary>Ollama's prefix.</summary>
    public const string Local = "local";

    /// <summary>The practice voice's prefix.</summary>
    public const string Practice = "practice";

    /// <summary>The whole name of the practice voice.</summary>
    public const string PracticeVoice = "practice/voice";

    /// <summary>Splits a name at its first slash.</summary>
    public static ModelName Parse(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new(Local, name) : new(name[..slash], name[(slash + 1)..]);
    }

    /// <summary>Parses a name and gives it its provider.</summary>
    public static string Whole(string name) => Parse(name).ToString();

    /// <summary>The whole name, with its provider in front.</summary>
    public override string ToString() => $"{Provider}/{Model}";
}
