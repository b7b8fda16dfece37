using Interception.Server.Generation;
using Interception.Server.Journal;
using Interception.Server.Safety;

namespace Interception.Tests;

/// <summary>Holds which types can be seen from outside: the contracts, the three ports, and the words that a port is spoken in.</summary>
public class PublicTypeTests
{
    /// <summary>The ports. Their contract suites are public test classes, so these types are public as well.</summary>
    private static readonly Type[] Ports = [typeof(IGenerator), typeof(IJournal), typeof(ISafetyCheck)];

    /// <summary>What the ports take, give and throw.</summary>
    private static readonly Type[] Spoken =
    [
        typeof(ModelPrompt), typeof(PromptPart), typeof(GenerationJob), typeof(ThinkMode),
        typeof(GenerationPiece), typeof(PieceKind), typeof(ModelUsage), typeof(GenerationException), typeof(GenerationFailure),
        typeof(IRunJournal), typeof(IRunReader), typeof(JournalAddition), typeof(AppendAnswer), typeof(AppendResult), typeof(RunWish), typeof(WrittenStages),
        typeof(SafetyQuestion), typeof(SafetyProgress), typeof(Verdict), typeof(SafetyLevel),
    ];

    [Fact]
    public void Only_the_ports_and_what_they_are_spoken_in_are_public_in_the_server() =>
        typeof(IGenerator).Assembly.GetExportedTypes().Where(type => type.Namespace is not null && !type.Name.Contains("Program", StringComparison.Ordinal))
            .Should().BeEquivalentTo([.. Ports, .. Spoken]);

    [Fact]
    public void Nothing_in_the_console_is_public() =>
        typeof(Client.Console.CommandLine).Assembly.GetExportedTypes().Where(type => type.Namespace is not null).Should().BeEmpty();
}
