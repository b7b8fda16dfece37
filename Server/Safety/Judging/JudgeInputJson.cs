using System.Globalization;
using System.Text;

namespace Interception.Server.Safety.Judging;

/// <summary>Writes texts for a judge as a JSON array on one line, so that no text can pretend to be an instruction.</summary>
/// <remarks>
/// No text can end its string, begin a line of its own, or contain a model's control token: all known tokens begin with
/// <c>&lt;</c> or <c>[</c>. Only the judge's view is escaped; the text that passes is unchanged.
/// </remarks>
internal static class JudgeInputJson
{
    /// <summary>Writes all texts in their order.</summary>
    public static string Write(IEnumerable<string> texts) => $"[{string.Join(',', texts.Select(Quoted))}]";

    // Written by hand, because .NET's encoders escape an emoji, and the judge must see what the class would see.
    private static string Quoted(string text)
    {
        var json = new StringBuilder("\"", text.Length + 2);
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
