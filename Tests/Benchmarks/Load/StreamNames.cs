using System.Text.RegularExpressions;

namespace Interception.Benchmarks.Load;

/// <summary>Each stream's idea, by which the model knows it again. In words: some numbers are listed terms.</summary>
internal static partial class StreamNames
{
    private static readonly string[] Digits = ["Igel", "Hase", "Luchs", "Dachs", "Fuchs", "Biber", "Otter", "Marder", "Wiesel", "Falke"];

    public static string Of(int stream) =>
        $"Ein Bild: {Digits[stream / 1000 % 10]} {Digits[stream / 100 % 10]} {Digits[stream / 10 % 10]} {Digits[stream % 10]}.";

    public static int In(string request)
    {
        var name = Form().Match(request).Groups;
        return Enumerable.Range(1, 4).Aggregate(0, (sum, n) => sum * 10 + Array.IndexOf(Digits, name[n].Value));
    }

    [GeneratedRegex(@"Ein Bild: (\w+) (\w+) (\w+) (\w+)\.")]
    private static partial Regex Form();
}
