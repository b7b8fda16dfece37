using System.Text.RegularExpressions;
using CsCheck;
using Interception.Server.Safety.Judging;

namespace Interception.Tests.Safety;

/// <summary>Good verdicts, bent at random places. The grammar is written down a second time here, in another way.</summary>
public sealed partial class VerdictMutationTests
{
    private static readonly string[] Seeds =
    [
        """{"nonce":"4f1d","verdict":"SAFE","why":"none"}""",
        """{"nonce":"4f1d","verdict":"UNSAFE","why":"violence"}""",
        """{"verdict":"SAFE","nonce":"4f1d"}""",
        "\n```json\n{ \"nonce\": \"4f1d\", \"verdict\": \"SAFE\", \"why\": null }\n```  ",
        "<think>so</think>\n{\"why\":\"none\",\"verdict\":\"SAFE\",\"nonce\":\"4f1d\"}",
    ];

    private static readonly string[] Fragments =
    [
        "SAFE", "UNSAFE", "UN", "safe", "\"", "'", "{", "}", "[", "]", ",", ":", " ", "\n", "\t", "\0", "\uFEFF", "\u00A0", "\uD800",
        "\\u0053", "\\", "null", "true", "1", "```", "```json", "<think>", "</think>", "\"nonce\":\"4f1d\"", "\"verdict\":\"SAFE\"",
        "\"verdict\":\"UNSAFE\",", ",\"why\":\"none\"", "\"x\":1,", "4f1d", "//", "/**/", "é", "Е",
    ];

    [Fact]
    public void No_bent_verdict_is_taken_for_a_yes_unless_it_is_one_to_the_letter()
    {
        var random = new Random(20_000);
        var answers = Enumerable.Range(0, 100_000).Select(_ => Bent(random)).ToList();
        var falsePasses = answers.Where(answer => IsYes(answer) && !IsYesToTheLetter(answer)).ToList();
        var falseBlocks = answers.Where(answer => !IsYes(answer) && IsYesToTheLetter(answer)).ToList();

        falsePasses.Should().BeEmpty();
        falseBlocks.Should().BeEmpty();
        answers.Count(IsYes).Should().BeInRange(1_000, 50_000, "both kinds must have been tried");
    }

    [Fact]
    public void No_well_formed_verdict_is_misunderstood()
    {
        var random = new Random(20_001);
        for (var i = 0; i < 100_000; i++)
        {
            var (answer, isSafe) = WellFormed(random);
            if (VerdictReader.Read(answer, "4f1d")?.IsSafe != isSafe) Assert.Fail(answer);
        }
    }

    [Fact]
    public void Whatever_a_model_says_only_the_nonce_can_make_it_a_yes() => Gen.String.Sample(
        (string said) => !IsYes(said) && !IsYes($"<think>{said}</think>{said}") && VerdictReader.Read($$"""{"nonce":"{{said}}","verdict":"SAFE"}""", "4f1d") is null,
        iter: 20_000);

    private static bool IsYes(string answer) => VerdictReader.Read(answer, "4f1d") is { IsSafe: true };

    /// <summary>A verdict as models write them: in any order, with any white space, thought about, in a fence.</summary>
    private static (string Answer, bool IsSafe) WellFormed(Random random)
    {
        var isSafe = random.Next(2) == 0;
        string[] pairs = [Pair("nonce", "4f1d"), Pair("verdict", isSafe ? "SAFE" : "UNSAFE"), Pair("why", isSafe ? "none" : "violence")];
        random.Shuffle(pairs);
        var json = $"{{{Blank()}{string.Join($"{Blank()},{Blank()}", pairs)}{Blank()}}}";
        if (random.Next(4) == 0) json = $"```{(random.Next(2) == 0 ? "json" : "")}{Blank()}{json}{Blank()}```";
        if (random.Next(4) == 0) json = $"<think>{Blank()}Is it UNSAFE? {{\"verdict\":1}}{Blank()}</think>{Blank()}{json}";
        return (Blank() + json + Blank(), isSafe);

        string Pair(string name, string value) => $"\"{name}\"{Blank()}:{Blank()}\"{value}\"";
        string Blank() => string.Concat(random.GetItems([" ", "\n", "\t", "\r\n", ""], random.Next(3)));
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
          |(?<name>"why")[ \t\r\n]*:[ \t\r\n]*("[^"\\\x00-\x1f]*"|null))
          [ \t\r\n]*(,(?=[ \t\r\n]*")|(?=\}))[ \t\r\n]*
        )+
        \}[ \t\r\n]*
        (?(fence)```[ \t\r\n]*)
        \z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Yes();
}
