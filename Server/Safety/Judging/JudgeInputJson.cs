using System.Globalization;
using System.Text;

namespace Interception.Server.Safety.Judging;

/// <summary>How a judge gets texts: as a JSON array on one line, out of which no text can come.</summary>
/// <remarks>
/// No text can end its string, begin a line of its own, or hold a model's control token: all known ones begin with
/// <c>&lt;</c> or <c>[</c>. Only this view is written so; what passes is what was asked, to the character.
/// </remarks>
internal static class JudgeInputJson
{
    /// <summary>All texts in their order.</summary>
    public static string Write(IEnumerable<string> texts) => $"[{string.Join(',', texts.Select(Quoted))}]";

    // Written by hand, because .NET's encoders write an emoji as two numbers, and a judge has to see what the class would see.
    private static string Quoted(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') json.Append('\\').Append(c);
            else if (c == '\n') json.Append("\\n");
            else if (char.IsControl(c) || c is '<' or '[' or '\u2028' or '\u2029') json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else json.Append(c);
        }

        return json.Append('"').ToString();
    }
}
