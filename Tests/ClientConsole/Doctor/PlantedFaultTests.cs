using System.Globalization;
using Interception.Tests.ClientConsole.Doctor.Planted;
using Interception.Tests.Support;

namespace Interception.Tests.ClientConsole.Doctor;

/// <summary>The long form: real programs with one fault each, parameters drawn anew each time. The doctor gets only addresses.</summary>
/// <remarks>Its table stands in the doctor's document, and how to run several parts of it side by side.</remarks>
[Collection(typeof(Alone))]
public class PlantedFaultTests(ITestOutputHelper output)
{
    private static IEnumerable<PlantedFault> All =>
        [.. PlantedHealth.All, .. PlantedProxyFaults.All, .. PlantedModelFaults.All, .. PlantedServerFaults.All];

    [Fact(Explicit = true)]
    public async Task Each_planted_fault_is_named_every_time()
    {
        var log = new ExaminationLog();
        for (var round = int.Parse(Setting("DOCTOR_ROUNDS") ?? "10", CultureInfo.InvariantCulture); round > 0; round--)
            foreach (var planted in Chosen()) await log.ExamineAsync(planted);
        foreach (var line in log.Table) output.WriteLine(line);
        log.Wrong.Should().BeEmpty();
    }

    [Fact]
    public void All_parts_together_are_all_of_them_and_none_is_there_twice()
    {
        var parts = new[] { "1/3", "2/3", "3/3", "alone" }.SelectMany(part => Part(All, part));

        parts.Select(planted => planted.Name).Should().BeEquivalentTo(All.Select(planted => planted.Name)).And.OnlyHaveUniqueItems();
    }

    private static IEnumerable<PlantedFault> Chosen() => Part(All, Setting("DOCTOR_PART"))
        .Where(planted => planted.Name.Contains(Setting("DOCTOR_ONLY") ?? "", StringComparison.Ordinal));

    /// <param name="part">As <c>2/3</c>, the second of three that run side by side; or <c>alone</c>, what nothing may run beside.</param>
    private static IEnumerable<PlantedFault> Part(IEnumerable<PlantedFault> all, string? part)
    {
        if (part is null) return all;
        if (part == "alone") return all.Where(planted => planted.IsAlone);
        var numbers = part.Split('/').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return all.Where(planted => !planted.IsAlone).Where((_, n) => n % numbers[1] == numbers[0] - 1);
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name);
}
