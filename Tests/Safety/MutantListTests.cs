using Interception.Tests.Support;

namespace Interception.Tests.Safety;

/// <summary>The list of mutants is true: each damages a line that is there.</summary>
public class MutantListTests
{
    [Fact]
    public void What_a_mutant_damages_stands_in_its_file() =>
        Repository.Text("Tests/Safety/mutants/mutants.txt").Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(" :: ", 2))
            .Where(mutant => !Repository.Text($"Server/{mutant[0]}").Contains($"{mutant[1]} ".Split(" ~~> ")[0], StringComparison.Ordinal))
            .Select(mutant => mutant[1]).Should().BeEmpty();
}
