namespace Interception.Server.Generation.Practice;

/// <summary>What the practice voice reads from a prompt before it writes.</summary>
/// <param name="Text">The child's own text.</param>
/// <param name="Rules">The rules; empty for none.</param>
/// <param name="Language"><c>de</c> or <c>en</c>.</param>
internal sealed record PracticeInput(string Text, string Rules, string Language)
{
    public static PracticeInput Create(ModelPrompt prompt)
    {
        var text = TextOf(prompt);
        var rules = string.Join('\n', prompt.Parts.Where(part => !IsText(part)).Select(part => part.Text));
        return new(text, rules, LanguageGuess.ByTag(prompt.Language) ?? LanguageGuess.In(text, rules));
    }

    /// <summary>The text to work on: an idea, or its interception.</summary>
    public static string TextOf(ModelPrompt prompt) => prompt.Parts.LastOrDefault(IsText)?.Text ?? "";

    private static bool IsText(PromptPart part) => part.Name is "text" or "idea";
}
