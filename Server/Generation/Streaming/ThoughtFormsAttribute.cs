using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Generation.Streaming;

/// <summary>Requires two different words for each form: the opening and the closing mark.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ThoughtFormsAttribute() : ValidationAttribute("pairs of what opens and what closes a thought, such as \"<muse> </muse>\"")
{
    private const int Shortest = 3;
    private const int Longest = 64;

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is string[] forms && forms.All(IsForm);

    private static bool IsForm(string form) =>
        form.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var opening, var closing]
        && opening != closing && IsMark(opening) && IsMark(closing);

    /// <summary>A mark must not begin with a letter, because a story is full of words.</summary>
    private static bool IsMark(string word) => word.Length is >= Shortest and <= Longest && !char.IsLetterOrDigit(word[0]);
}
