using System.Text.RegularExpressions;
using Interception.Tests.Support;

namespace Interception.Tests.Documents;

/// <summary>What a document points at is there.</summary>
public sealed partial class DocumentLinkTests
{
    private static readonly string[] FileNames = Directory.GetFiles(Repository.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)).Distinct().ToArray();

    public static TheoryData<string> Documents => [.. MarkdownDocument.All.Select(document => document.Path)];

    [Theory, MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_and_a_heading_that_exist(string path)
    {
        var document = Find(path);

        foreach (var link in document.Links.Where(link => !link.Contains(':', StringComparison.Ordinal)))
        {
            var (file, anchor) = (link.Split('#')[0], link.Split('#').ElementAtOrDefault(1));
            var target = file.Length == 0 ? path : Normal(Path.Combine(document.Folder, file));
            Exists(target).Should().BeTrue("{0} links to {1}", path, link);
            if (anchor is not null) Find(target).Anchors.Should().Contain(anchor, "{0} links to {1}", path, link);
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_path_in_backticks_exists(string path)
    {
        var document = Find(path);
        var made = document.Marks("not here").Select(mark => mark.Beginning).ToArray();

        var missing = document.CodeSpans.Where(span => IsPath(span, document.Folder) && !made.Contains(span) && !Names(span, document.Folder));

        missing.Should().BeEmpty();
    }

    private static MarkdownDocument Find(string path) => MarkdownDocument.All.Single(document => document.Path == path);

    /// <summary>A file's name, or a path that begins in one of our folders.</summary>
    private static bool IsPath(string span, string folder) => FileName().IsMatch(span)
        || (SomePath().IsMatch(span) && (Exists(span.Split('/')[0]) || Exists(Path.Combine(folder, span.Split('/')[0]))));

    /// <summary>From the root, from the document, or, without any folder, wherever it lies.</summary>
    private static bool Names(string span, string folder) =>
        Matches(span) || Matches(Normal(Path.Combine(folder, span))) || (!span.Contains('/', StringComparison.Ordinal) && FileNames.Any(name => Pattern(span).IsMatch(name)));

    private static bool Matches(string path)
    {
        if (Exists(path)) return true;
        var (folder, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        return Directory.Exists(Path.Combine(Repository.Root, folder))
            && Directory.GetFileSystemEntries(Path.Combine(Repository.Root, folder)).Any(entry => Pattern(name).IsMatch(Path.GetFileName(entry)));
    }

    /// <summary>A word in angle brackets, or a star, stands for any.</summary>
    private static Regex Pattern(string name) => new($"^{Blank().Replace(Regex.Escape(name), ".+")}$");

    private static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Root, path));

    private static string Normal(string path) => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, path))).Replace('\\', '/');

    [GeneratedRegex(@"^[\w.\-*<>/]+\.(cs|ts|vue|md|json|ya?ml|txt|html|props|csproj|sln|conf|http|csv|css|py|js|webp)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^\.?\w[\w.\-]*(/[\w.\-*<>]+)+/?$")]
    private static partial Regex SomePath();

    [GeneratedRegex(@"<[^>]+>|\\\*")]
    private static partial Regex Blank();
}
