using Interception.Server.Contracts;
using Interception.Server.Safety;
using Interception.Server.Safety.Terms;

namespace Interception.Tests.Safety;

/// <summary>Which lists are for whom, and a school's own.</summary>
public sealed class TermFolderTests : IDisposable
{
    private readonly DirectoryInfo _own = Directory.CreateTempSubdirectory("own-terms-");

    public void Dispose() => _own.Delete(recursive: true);

    [Theory]
    [InlineData("Hakenkreuz", "Kids Youth Adult Research")]
    [InlineData("Heil Hitler", "Kids Youth Adult Research")]
    [InlineData("Sieg Heil", "Kids Youth Adult Research")]
    [InlineData("pipe bomb", "Kids Youth Adult")]
    [InlineData("Kinderpornografie", "Kids Youth Adult")]
    [InlineData("ich will nicht mehr leben", "Kids Youth")]
    [InlineData("du Hurensohn", "Kids Youth")]
    [InlineData("Pornostar", "Kids Youth")]
    [InlineData("Scheiße", "Kids")]
    [InlineData("ein Frosch", "")]
    public void A_term_is_looked_for_at_its_levels(string text, string levels) =>
        string.Join(' ', Enum.GetValues<SafetyLevel>().Where(level => Load(level).Find(text) is not null)).Should().Be(levels);

    [Fact]
    public void A_school_adds_its_own_list()
    {
        File.WriteAllText(Path.Combine(_own.FullName, "other.our-school.txt"), "Blaubeerbande* # a quarrel in 7b\n");
        File.WriteAllText(Path.Combine(_own.FullName, "violence.kids.txt"), "Schwert\n");

        Load(SafetyLevel.Youth).Find("Die Blaubeerbanden kommen").Should().Be(TextCategory.Other);
        Load(SafetyLevel.Youth).Find("Ein Schwert").Should().BeNull();
        Load(SafetyLevel.Kids).Find("Ein Schwert").Should().Be(TextCategory.Violence);
        Load(SafetyLevel.Kids).Find("Hakenkreuz").Should().Be(TextCategory.HateSymbols, "the shipped lists stay");
    }

    [Theory]
    [InlineData("others.our-school.txt", "Blaubeerbande", "*others.our-school.txt has no name such as*hate-symbols*")]
    [InlineData("other.txt", "Blaubeerbande", "*other.txt has no name such as*")]
    [InlineData("other.our-school.txt", "# soon", "*other.our-school.txt is empty*")]
    public void A_list_that_is_none_stops_the_start(string name, string line, string why)
    {
        File.WriteAllText(Path.Combine(_own.FullName, name), line);

        FluentActions.Invoking(() => Load(SafetyLevel.Research)).Should().Throw<InvalidDataException>().WithMessage(why);
    }

    [Fact]
    public void A_folder_that_is_none_stops_the_start() =>
        FluentActions.Invoking(() => TermFolder.Load(ShippedTerms.Folder, "/nowhere", SafetyLevel.Youth))
            .Should().Throw<InvalidDataException>().WithMessage("Safety:TermsFolder is '/nowhere', but there is no such folder.");

    private TermMatcher Load(SafetyLevel level) => TermFolder.Load(ShippedTerms.Folder, _own.FullName, level);
}
