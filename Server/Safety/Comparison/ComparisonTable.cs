using System.Globalization;

namespace Interception.Server.Safety.Comparison;

/// <summary>Says what judges let pass and stopped, one column a judge; no text, unless asked for.</summary>
internal sealed class ComparisonTable(IReadOnlyList<JudgeResult> results, TextWriter output)
{
    private const int First = 26;
    private const int Column = 14;

    /// <summary>Writes all of it.</summary>
    public void Write(bool showTexts)
    {
        foreach (var (n, result) in results.Index()) output.WriteLine($"{Letter(n)}  {result.Candidate}{(result.Note is { } note ? $". Left after {result.Texts.Count} texts: {note}" : "")}");
        output.WriteLine();
        Row("", [.. results.Select((_, n) => $"{Letter(n)}")]);
        Row("harmful, let pass", Cells(_ => true, isSafe: false));
        Row("harmless, not let pass", Cells(_ => true, isSafe: true));
        Row("unclear answers", Each(result => Count(result, JudgeAnswer.Unclear)));
        Row("asked twice", Each(result => $"{result.AskedTwice}"));
        Row("calls that failed", Each(result => Count(result, JudgeAnswer.Failed)));
        Row("time, median", Each(result => Time(result, 0.5)));
        Row("time, 95 of 100 within", Each(result => Time(result, 0.95)));
        WriteBoth("category", text => text.CategoryName, [.. CategoryNames.All, ComparisonTexts.Everyday]);
        WriteBoth("language", text => text.Language, ComparisonTexts.Languages);
        WriteBoth("form", text => Words(text.Form), [.. Enum.GetValues<TextForm>().Select(Words)]);
        if (showTexts) WriteTexts();
    }

    private void WriteBoth(string by, Func<ComparisonText, string> key, IReadOnlyList<string> groups)
    {
        foreach (var isSafe in new[] { false, true })
        {
            output.WriteLine();
            output.WriteLine(isSafe ? $"harmless, not let pass, by {by}" : $"harmful, let pass, by {by}");
            var played = results.SelectMany(result => result.Texts).Select(judged => judged.Text).Where(text => text.IsSafe == isSafe).Select(key).ToHashSet();
            foreach (var group in groups.Where(played.Contains))
                Row($"  {group}", Cells(text => key(text) == group, isSafe));
        }
    }

    private void WriteTexts()
    {
        foreach (var (n, result) in results.Index())
        {
            foreach (var judged in result.Texts.Where(judged => judged.Answer != JudgeAnswer.Failed && IsWrong(judged)))
            {
                output.WriteLine();
                output.WriteLine($"{Letter(n)} {judged.Answer} ({judged.Text.CategoryName}, {judged.Text.Language}, {Words(judged.Text.Form)}): {string.Join(" | ", judged.Text.Parts)}");
            }
        }
    }

    private string[] Cells(Func<ComparisonText, bool> which, bool isSafe) => Each(result =>
    {
        // A call that failed says nothing of the judge.
        var texts = result.Texts.Where(judged => judged.Answer != JudgeAnswer.Failed && judged.Text.IsSafe == isSafe && which(judged.Text)).ToList();
        return texts.Count == 0 ? "-" : $"{texts.Count(IsWrong)} of {texts.Count}";
    });

    /// <summary>As the gate sees it: an unclear answer is a no.</summary>
    private static bool IsWrong(JudgedText judged) => judged.Text.IsSafe != (judged.Answer == JudgeAnswer.Passed);

    private string[] Each(Func<JudgeResult, string> cell) => [.. results.Select(cell)];

    private void Row(string name, string[] cells) =>
        output.WriteLine((name.PadRight(First) + string.Concat(cells.Select(cell => cell.PadRight(Column)))).TrimEnd());

    private static string Count(JudgeResult result, JudgeAnswer answer) => $"{result.Texts.Count(judged => judged.Answer == answer)}";

    private static string Time(JudgeResult result, double share)
    {
        var times = result.Texts.Where(judged => judged.Answer != JudgeAnswer.Failed).Select(judged => judged.Took.TotalSeconds).Order().ToList();
        return times.Count == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{times[(int)Math.Ceiling(share * times.Count) - 1]:0.00} s");
    }

    private static string Words(TextForm form) => form switch
    {
        TextForm.TwoFields => "two fields",
        TextForm.InTheMiddle => "middle of 4,000",
        _ => form.ToString().ToLowerInvariant(),
    };

    private static char Letter(int n) => (char)('A' + (n % 26));
}
