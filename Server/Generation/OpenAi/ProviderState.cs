using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Generation.OpenAi;

/// <summary>What is known about a server of the OpenAI dialect.</summary>
/// <param name="Trouble">What is wrong with it, written to follow its name; null when it is well.</param>
/// <param name="Models">The models in its list; null without a list.</param>
internal sealed record ProviderState(string? Trouble, IReadOnlyList<string>? Models)
{
    /// <summary>Whether it still loads its models; a call to it waits.</summary>
    public bool IsLoading { get; init; }

    /// <summary>Whether a model can be requested, as far as the server says.</summary>
    public bool Offers(string model) => Trouble is null && (Models is null || Models.Any(has => Means(has, model)));

    /// <summary>Some servers put a folder in front of a name (<c>models/gemini-flash</c>), which is optional.</summary>
    private static bool Means(string has, string model) =>
        OllamaModel.Same(has, model) || has.EndsWith('/' + model, StringComparison.OrdinalIgnoreCase);
}
