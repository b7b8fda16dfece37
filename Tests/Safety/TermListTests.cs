using Interception.Server.Contracts;
using Interception.Server.Safety;
using Interception.Server.Safety.Terms;

namespace Interception.Tests.Safety;

public sealed class TermListTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("terms-");

    public TermListTests()
    {
        foreach (var file in Directory.GetFiles(ShippedTerms.Folder))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Haken", "Ein Haken!", true)]
    [InlineData("Haken", "Hakennase", false)]
    [InlineData("Haken", "Enterhaken", false)]
    [InlineData("Haken*", "Hakennase", true)]
    [InlineData("Haken*", "Enterhaken", false)]
    [InlineData("*haken", "Enterhaken", true)]
    [InlineData("*haken", "Hakennase", false)]
    [InlineData("*haken*", "Enterhakennase", true)]
    [InlineData("rote Haken*", "rote\n-- Hakennasen", true)]
    [InlineData("rote Haken*", "rote und Haken", false)]
    [InlineData("*rote Haken", "dunkelrote Haken", true)]
    [InlineData("Haken # rote", "Haken", true)]
    [InlineData("Öl", "OEL", true)]
    [InlineData("O\u0308l", "oel", true)]
    public void A_space_is_any_gap_and_a_star_any_letters(string term, string text, bool found) =>
        TermsOf(term).Find(text).HasValue.Should().Be(found);

    [Theory]
    [InlineData("*")]
    [InlineData("**")]
    [InlineData("!?")]
    [InlineData("\u200B")]
    [InlineData("Haken*kreuz")]
    [InlineData("F\uFFFDhrer")]
    public void A_line_that_is_no_term_is_refused(string line) =>
        FluentActions.Invoking(() => TermsOf("Haken", line)).Should().Throw<InvalidDataException>()
            .WithMessage("*list.txt*").Which.Message.Should().NotContain("\n");

    [Fact]
    public void A_missing_folder_stops_the_start_with_a_line_that_names_a_list()
    {
        Load("nowhere").Should().Throw<InvalidDataException>().WithMessage("*nowhere*.txt is missing.*");
    }

    [Fact]
    public void Every_shipped_list_is_needed()
    {
        var files = _folder.GetFiles();
        files.Should().HaveCount(15);
        foreach (var file in files)
        {
            var lines = File.ReadAllText(file.FullName);
            file.Delete();
            Load().Should().Throw<InvalidDataException>().WithMessage($"*{file.Name} is missing. Put it back*");
            File.WriteAllText(file.FullName, lines);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData("# nothing\n#more of it\n")]
    public void An_empty_list_stops_the_start(string lines)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "violence.en.txt"), lines);

        Load().Should().Throw<InvalidDataException>().WithMessage("*violence.en.txt is empty*Put it back*");
    }

    [Fact]
    public void The_lists_are_read_with_whatever_line_ends_they_have()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "violence.en.txt"), "\uFEFFgreen cake\r\nblue cake\r\n");

        TermFolder.Load(_folder.FullName, "", SafetyLevel.Youth).Find("A blue cake.").Should().Be(TextCategory.Violence);
        TermFolder.Load(_folder.FullName, "", SafetyLevel.Youth).Find("A green cake.").Should().Be(TextCategory.Violence);
    }

    private Action Load(string inside = "") => () => TermFolder.Load(Path.Combine(_folder.FullName, inside), "", SafetyLevel.Youth);

    private static TermMatcher TermsOf(params string[] lines) => new(TermList.Read(TextCategory.Other, "list.txt", lines));
}
