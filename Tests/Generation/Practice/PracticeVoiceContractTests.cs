using Interception.Server.Generation;
using Interception.Server.Generation.Practice;

namespace Interception.Tests.Generation.Practice;

/// <summary>The practice voice keeps what every generator promises.</summary>
public sealed class PracticeVoiceContractTests : GeneratorContract
{
    private const string Said = "Eine Eule \U0001F989 sitzt auf dem Zaun und sieht in die Nacht.";

    protected override (ModelPrompt Prompt, string Answer) Example { get; } =
        (new(GenerationJob.Translation, ModelName.PracticeVoice, "", [new("text", Said)]), Said);

    protected override IGenerator Generator { get; } = new PracticeVoice(TimeProvider.System);
}
