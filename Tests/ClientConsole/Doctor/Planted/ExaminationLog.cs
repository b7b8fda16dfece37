using Interception.Client.Console.Doctor.Reports;

namespace Interception.Tests.ClientConsole.Doctor.Planted;

/// <summary>What each examination said, for the table. DOCTOR_LOG names a file that gets a line as soon as one is over.</summary>
internal sealed class ExaminationLog
{
    private static readonly TimeSpan Endless = TimeSpan.FromMinutes(5);

    private readonly string? _file = Environment.GetEnvironmentVariable("DOCTOR_LOG");
    private readonly List<(PlantedFault Planted, string Named)> _all = [];

    /// <summary>The table's lines.</summary>
    public IEnumerable<string> Table => _all.GroupBy(each => each.Planted.Name).Select(group => Line(group.First().Planted, [.. group.Select(each => each.Named)]));

    /// <summary>What was named wrongly, however seldom.</summary>
    public IEnumerable<string> Wrong => _all.Where(each => each.Named != each.Planted.Kind).Select(each => each.Planted.Name).Distinct();

    /// <summary>Lets the doctor come to a set-up.</summary>
    public async Task ExamineAsync(PlantedFault planted)
    {
        var began = DateTime.Now;
        var (named, sentence) = await NameAsync(planted);
        _all.Add((planted, named));
        if (_file is null) return;
        var seconds = (DateTime.Now - began).TotalSeconds;
        await File.AppendAllTextAsync(_file, FormattableString.Invariant($"{began:MM-dd HH:mm:ss}\t{planted.Name}\t{planted.Kind}\t{named}\t{seconds:0}\t{sentence}\n"));
    }

    private static async Task<(string Named, string Sentence)> NameAsync(PlantedFault planted)
    {
        try
        {
            var report = await planted.Examine().WaitAsync(Endless, PlantedSetup.Cancel);
            var named = report.Fault?.Kind ?? report.Verdict;
            return (named, named == planted.Kind ? report.Sentence : JsonReport.Write(report));
        }
        catch (Exception e) when (!PlantedSetup.Cancel.IsCancellationRequested)
        {
            // The other set-ups are still worth a look.
            return (e.GetType().Name, e.ToString());
        }
    }

    private static string Line(PlantedFault planted, IReadOnlyList<string> named) =>
        $"| {planted.Name} | `{planted.Kind}` | {named.Count(each => each == planted.Kind)} of {named.Count} | {string.Join(", ", named.Where(each => each != planted.Kind).Distinct())}";
}
