using Interception.Server.Contracts;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Runs;

/// <summary>Checks the texts of a request, and refuses one in which nothing can be seen before a run begins with it.</summary>
internal static class VisibleFieldCheck
{
    /// <summary>Checks a required text.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>, naming the field.</exception>
    public static string Required(string field, string? text, int max) => Visible(field, FieldValidation.Required(field, text, max));

    /// <summary>Checks an optional text; blanks alone mean that there is none.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>, naming the field.</exception>
    public static string? Optional(string field, string? text, int max) =>
        FieldValidation.Optional(field, text, max) is { } given && !string.IsNullOrWhiteSpace(given) ? Visible(field, given) : text;

    /// <summary>Checks a revised interception; null means that nothing was revised.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>, naming the field.</exception>
    public static void CheckRevision(string? text)
    {
        if (text is not null) Required("text", text, FieldValidation.MaxInterception);
    }

    private static string Visible(string field, string text) =>
        HiddenFilter.LeavesNothing(text) ? throw FieldValidation.Refused(field, "holds nothing that can be seen") : text;
}
