using System.Text.RegularExpressions;
using Interception.Tests.Cluster;
using Interception.Tests.Deployment;
using Interception.Tests.Page;
using Interception.Tests.Support;

namespace Interception.Tests.Documents;

/// <summary>Every command in a document is run by a test, or its document says why it is not.</summary>
public sealed partial class DocumentedCommandTests
{
    /// <summary>Who runs commands that begin like this.</summary>
    private static readonly Dictionary<string, Type> RunBy = new()
    {
        ["dotnet run --project Server"] = typeof(TypedCommandTests),
        ["dotnet run --project Client.Console -- "] = typeof(TypedCommandTests),
        ["curl -N "] = typeof(TypedCommandTests),
        ["dotnet publish Server -c Release --self-contained -r linux-x64"] = typeof(WithoutNetworkTests),
        ["cd Client.Web && npm run dev"] = typeof(DevServerTests),
        ["npm run dev"] = typeof(DevServerTests),
        ["sh Server/docs/scale/rolling-restart.sh"] = typeof(RollingRestartTests),
        ["npm run build:lib"] = typeof(TypingSpeedTests),
        ["npm run figures"] = typeof(VitestTests),
        ["vllm serve "] = typeof(LocalServersTests),
        ["llama-server "] = typeof(LocalServersTests),
        ["export "] = typeof(LocalServersTests),
        // The run that this is a part of.
        ["dotnet test"] = typeof(DocumentedCommandTests),
    };

    [Fact]
    public void Every_command_is_run_by_a_test_or_marked_why_not() => DocumentedCommand.All
        .Where(command => command.WhyNot is null && !RunBy.Keys.Any(beginning => command.Bare.StartsWith(beginning, StringComparison.Ordinal)))
        .Select(command => $"{command.Document.Path}: {command.Line}").Should().BeEmpty();

    [Fact]
    public void No_mark_and_no_row_is_left_over()
    {
        RunBy.Keys.Should().OnlyContain(beginning => DocumentedCommand.All.Any(command => command.Bare.StartsWith(beginning, StringComparison.Ordinal)));
        foreach (var document in MarkdownDocument.All)
        {
            document.Marks("not run").Select(mark => mark.Beginning)
                .Where(beginning => !DocumentedCommand.All.Any(command => command.Document == document && command.Line.StartsWith(beginning, StringComparison.Ordinal)))
                .Should().BeEmpty("{0} marks what it does not say", document.Path);
        }
    }

    [Fact]
    public void A_filter_in_a_document_finds_tests()
    {
        var classes = typeof(DocumentedCommandTests).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), true))).ToList();

        foreach (var filter in DocumentedCommand.All.SelectMany(command => Filter().Matches(command.Line)).Select(match => match.Groups[1].Value))
            classes.Should().Contain(type => Regex.IsMatch(type.FullName!, $"^{Regex.Escape(filter).Replace("\\*", ".*", StringComparison.Ordinal)}$"), filter);
    }

    [Fact]
    public void A_script_of_the_page_in_a_document_is_one()
    {
        var scripts = Repository.Text("Client.Web/package.json");

        foreach (var script in DocumentedCommand.All.SelectMany(command => Script().Matches(command.Line)).Select(match => match.Groups[1].Value))
            scripts.Should().Contain($"\"{script}\": ");
    }

    [GeneratedRegex(@"--filter-class ""([^""]+)""")]
    private static partial Regex Filter();

    [GeneratedRegex(@"npm run ([\w:]+)")]
    private static partial Regex Script();
}
