using Interception.Server.Generation;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

public sealed class OllamaGeneratorTests : GeneratorContract, IAsyncDisposable
{
    private static readonly string[] Tokens = ["Auf", " dem", " Dach", " sitzt", " eine", " Katze", " 🐈", "."];

    private readonly ScriptedOllama ollama = new();
    private readonly OllamaSetup setup;

    public OllamaGeneratorTests()
    {
        setup = new(TimeProvider.System, ollama.Address);
        ollama.OnText(_ => Script.Tokens(Tokens).ThinkingFirst("Cats", " 🤔"));
    }

    protected override (ModelPrompt Prompt, string Answer) Example => (OllamaSetup.Ask(), string.Concat(Tokens));

    protected override IGenerator Generator => setup.Generator;

    protected override async Task FreedAsync() => await (await ollama.TextCalls.WaitFor(1)).Completed.WaitAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        setup.Dispose();
        await ollama.DisposeAsync();
    }
}
