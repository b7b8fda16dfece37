using Interception.Server.Generation;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.OpenAi;

public sealed class OpenAiGenerationTests : GeneratorContract, IAsyncDisposable
{
    private static readonly string[] Tokens = ["Auf", " dem", " Dach", " sitzt", " eine", " Katze", " 🐈", "."];

    private readonly ScriptedOpenAi server = new()
    {
        OnText = _ => Answer.Stream([Chunks.Thought("Cats"), Chunks.Thought(" 🤔"), .. Tokens.Select(Chunks.Text)]).Finish("stop"),
    };

    private readonly OpenAiSetup setup;

    public OpenAiGenerationTests() => setup = new(TimeProvider.System, server.Address);

    protected override (ModelPrompt Prompt, string Answer) Example => (OpenAiSetup.Ask(), string.Concat(Tokens));

    protected override IGenerator Generator => setup.Generator;

    protected override async Task FreedAsync() => await (await server.Requests.WaitFor(1)).Completed.WaitAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        setup.Dispose();
        await server.DisposeAsync();
    }
}
