using Interception.Tests.Support;

namespace Interception.Tests.Documents;

/// <summary>The README is for a stranger: short, and it leads on.</summary>
public sealed class FrontPageTests
{
    private static readonly MarkdownDocument Readme = MarkdownDocument.All.Single(document => document.Path == "README.md");

    [Fact]
    public void It_fits_on_a_page() => Readme.Text.TrimEnd().Split('\n').Should().HaveCountLessThanOrEqualTo(120);

    [Fact]
    public void It_has_about_nine_hundred_words_at_most() =>
        Readme.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Should().HaveCountLessThan(1_000);

    [Fact]
    public void Every_document_can_be_reached_from_it()
    {
        var reached = new HashSet<string>();
        Follow(Readme, reached);

        MarkdownDocument.All.Select(document => document.Path).Should().BeSubsetOf(reached);
    }

    private static void Follow(MarkdownDocument document, HashSet<string> reached)
    {
        if (!reached.Add(document.Path)) return;
        foreach (var link in document.Links.Select(link => Path.GetFullPath(Path.Combine(Repository.Root, document.Folder, link.Split('#')[0]))))
        {
            if (MarkdownDocument.All.FirstOrDefault(other => Path.GetFullPath(Path.Combine(Repository.Root, other.Path)) == link) is { } next)
                Follow(next, reached);
        }
    }
}
