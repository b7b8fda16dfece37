namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>Formats figures for sentences.</summary>
internal static class DoctorWords
{
    public static string Seconds(double ms) => FormattableString.Invariant($"{ms / 1000:0.0} s");

    public static string Percent(double share) => FormattableString.Invariant($"{100 * share:0} %");

    public static string Place(Uri at) => at.AbsoluteUri.TrimEnd('/');

    public static string First(IReadOnlyList<string> sentences) => sentences.Count == 0 ? "" : $" {sentences[0].TrimEnd('.')}.";
}
