using System.Text.RegularExpressions;
using Interception.Tests.Support;

namespace Interception.Tests.Supply;

/// <summary>SECURITY.md names for every threat the tests that hold its defence; they are there.</summary>
public partial class SecurityDocumentTests
{
    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var classes = typeof(SecurityDocumentTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();

        var named = Names().Matches(Repository.Text("SECURITY.md")).Select(match => match.Value).Distinct().ToList();

        named.Should().HaveCountGreaterThan(15).And.BeSubsetOf(classes);
    }

    [Fact]
    public void Every_threat_has_a_defence_and_a_test()
    {
        var rows = Repository.Text("SECURITY.md").ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => !cells[1].StartsWith("---", StringComparison.Ordinal)).ToList();

        rows.Should().NotBeEmpty().And.OnlyContain(cells => cells.Length == 5 && cells[1].Length > 0 && cells[2].Length > 0 && Names().IsMatch(cells[3]));
    }

    [GeneratedRegex(@"\b[A-Z]\w+Tests\b")]
    private static partial Regex Names();
}
