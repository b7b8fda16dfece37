using System.Reflection;
using System.Text.Json.Serialization;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Journal;
using Interception.Server.Pipeline;
using Interception.Server.Runs;
using Interception.Server.Safety;
using Interception.Tests.Generation;
using Interception.Tests.Journal;
using Interception.Tests.Safety;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Documents;

/// <summary>What CONTRIBUTING.md says under "How to add something" is how it was done with what is there.</summary>
public sealed class HowToAddTests
{
    [Theory]
    [InlineData(typeof(IStage), "Server/Pipeline/PipelineSetup.cs")]
    [InlineData(typeof(ISafetyCheck), "Server/Safety/SafetySetup.cs")]
    [InlineData(typeof(IGenerator), "Server/Generation/GenerationSetup.cs")]
    [InlineData(typeof(IJournal), "Server/Runs/RunsSetup.cs", "Server/Sharing/SharingSetup.cs")]
    public void What_stands_behind_a_port_has_its_line_in_a_file_that_the_table_names(Type port, params string[] files)
    {
        var row = Table().Single(line => line.Contains($"`{port.Name}`", StringComparison.Ordinal));
        var setup = string.Concat(files.Select(Repository.Text));

        row.Should().ContainAll(files.Select(file => $"`{file}`"));
        // Elsewhere somebody may only listen to one.
        foreach (var type in port.Assembly.GetTypes().Where(type => type.IsClass && port.IsAssignableFrom(type) && IsAtHome(type, port)))
            setup.Should().Contain(type.Name, "{0} is behind {1}", type, port.Name);
    }

    [Theory]
    [InlineData(typeof(ISafetyCheck), typeof(SafetyCheckContract))]
    [InlineData(typeof(IGenerator), typeof(GeneratorContract))]
    [InlineData(typeof(IJournal), typeof(JournalContract))]
    public void Its_tests_inherit_the_contract_that_the_table_names(Type port, Type contract)
    {
        Table().Single(line => line.Contains($"`{port.Name}`", StringComparison.Ordinal)).Should().Contain($"`{contract.Name}`");
        typeof(HowToAddTests).Assembly.GetTypes().Should().Contain(type => type.IsSubclassOf(contract) && !type.IsAbstract);
    }

    [Fact]
    public async Task A_stage_has_words_in_both_languages_of_the_page()
    {
        await using var app = new App();

        foreach (var words in new[] { "de", "en" }.Select(language => Repository.Text($"Client.Web/src/i18n/{language}.ts")))
        {
            foreach (var traits in app.Services.GetRequiredService<RunPlanner>().Traits)
                words.Should().Contain($"\n    {traits.Stage}: {{ title: '");
        }
    }

    [Fact]
    public void An_event_is_in_the_files_that_the_table_names()
    {
        var row = Table().Single(line => line.StartsWith("| an event |", StringComparison.Ordinal));
        foreach (var file in new[] { "Server/Contracts/RunEvents.cs", "Server/Contracts/RunEvent.cs", "Client.Web/src/contracts/runEvents.ts" })
            row.Should().Contain($"`{file}`");

        foreach (var known in typeof(RunEvent).GetCustomAttributes<JsonDerivedTypeAttribute>())
        {
            Repository.Text("Server/Contracts/RunEvents.cs").Should().Contain($"sealed record {known.DerivedType.Name}(");
            Repository.Text("Client.Web/src/contracts/runEvents.ts").Should().Contain($"type: '{known.TypeDiscriminator}'");
            File.Exists(Path.Combine(Repository.Root, $"Tests/Contracts/Fixtures/events/{known.TypeDiscriminator}.json")).Should().BeTrue();
        }
    }

    private static IEnumerable<string> Table()
    {
        var text = Repository.Text("CONTRIBUTING.md").ReplaceLineEndings("\n");
        return text[text.IndexOf("| to add | do |", StringComparison.Ordinal)..].Split('\n').TakeWhile(line => line.StartsWith('|')).Skip(2);
    }

    private static bool IsAtHome(Type type, Type port) => $"{type.Namespace}.".StartsWith($"{port.Namespace}.", StringComparison.Ordinal);
}
