using System.Text.RegularExpressions;
using Interception.Server.Safety;

namespace Interception.Tests.Safety;

/// <summary>Good verdicts, bent at random places. The grammar is written down a second time here, in another way.</summary>
public sealed partial class VerdictMutationTests
{
    private static readonly string[] Seeds =
    [
        """{"nonce":"4f1d","verdict":"SAFE","category":"none"}""",
        """{"nonce":"4f1d","verdict":"UNSAFE","category":"violence"}""",
        """{"verdict":"SAFE","nonce":"4f1d"}""",
        "\n```json\n{ \"nonce\": \"4f1d\", \"verdict\": \"SAFE\", \"category\": null }\n```  ",
        "<think>so</think>\n{\"category\":\"none\",\"verdict\":\"SAFE\",\"nonce\":\"4f1d\"}",
    ];

    private static readonly string[] Fragments =
    [
        "SAFE", "UNSAFE", "UN", "safe", "\"", "'", "{", "}", "[", "]", ",", ":", " ", "\n", "\t", "\0", "\uFEFF", "\u00A0", "\uD800",
        "\\u0053", "\\", "null", "true", "1", "```", "```json", "<think>", "</think>", "\"nonce\":\"4f1d\"", "\"verdict\":\"SAFE\"",
        "\"verdict\":\"UNSAFE\",", ",\"category\":\"none\"", "\"x\":1,", "4f1d", "//", "/**/", "é", "Е",
    ];

    [Fact]
    public void No_bent_verdict_is_taken_for_a_yes_unless_it_is_one_to_the_letter()
    {
        var random = new Random(20_000);
        var passed = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var answer = Bent(random);
            var isYes = IsYesToTheLetter(answer);
            (VerdictReader.Read(answer, "4f1d") is { IsSafe: true }).Should().Be(isYes, answer);
            if (isYes) passed++;
        }
        passed.Should().BeInRange(200, 10_000, "both kinds must have been tried");
    }

    private static string Bent(Random random)
    {
        var answer = Seeds[random.Next(Seeds.Length)];
        for (var times = random.Next(1, 4); times > 0; times--) answer = BentOnce(answer, random);
        return answer;
    }

    private static string BentOnce(string answer, Random random)
    {
        var at = random.Next(answer.Length + 1);
        var to = random.Next(at, Math.Min(answer.Length, at + 9) + 1);
        var fragment = Fragments[random.Next(Fragments.Length)];
        return random.Next(7) switch
        {
            0 => answer.Remove(at, to - at),
            1 => answer.Insert(at, fragment),
            2 => answer.Remove(at, to - at).Insert(at, fragment),
            3 => answer[..at],
            4 => answer.Insert(at, answer[at..to]),
            5 => answer + Seeds[random.Next(Seeds.Length)],
            _ => answer[..at] + new string([.. answer[at..to].Select(c => (char)(c ^ 0x20))]) + answer[to..],
        };
    }

    private static bool IsYesToTheLetter(string answer)
    {
        if (Yes().Match(answer) is not { Success: true } yes) return false;
        var names = yes.Groups["name"].Captures.Select(name => name.Value.Trim('"')).ToArray();
        return names.Distinct().Count() == names.Length && names.Contains("nonce") && names.Contains("verdict");
    }

    [GeneratedRegex("""
        \A[ \t\r\n]*
        (<think>((?!</think>).)*</think>[ \t\r\n]*)?
        (?<fence>```(json)?[ \t\r\n]*)?
        \{[ \t\r\n]*
        (?<pair>
          ((?<name>"nonce")[ \t\r\n]*:[ \t\r\n]*"4f1d"
          |(?<name>"verdict")[ \t\r\n]*:[ \t\r\n]*"SAFE"
          |(?<name>"category")[ \t\r\n]*:[ \t\r\n]*("[^"\\\x00-\x1f]*"|null))
          [ \t\r\n]*(,(?=[ \t\r\n]*")|(?=\}))[ \t\r\n]*
        )+
        \}[ \t\r\n]*
        (?(fence)```[ \t\r\n]*)
        \z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Yes();
}
