using Interception.Client.Console;
using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Tests.Safety;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Generation.Ollama;

/// <summary>The whole server in front of a real Ollama. What its model says is its own affair; how it comes through is ours.</summary>
public abstract class RealOllamaContract(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Patience = 600_000;

    private RealOllama _ollama = null!;
    private App _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Task<RealOllama> FindAsync();

    public async ValueTask InitializeAsync()
    {
        _ollama = await FindAsync();
        var model = $"local/{_ollama.Model}";
        // A small model judges at random: with Research the texts come through.
        _app = new(null, ("Ollama:Endpoints:0", _ollama.Address.ToString()), ("Safety:Level", "Research"),
            ("Models:Interception", model), ("Models:Output", model), ("Models:Translation", model), ("Models:Safety", model));
        output.WriteLine($"{model} at {_ollama.Address}");
    }

    [Fact(Timeout = Patience)]
    public async Task Every_stage_streams_on_every_transport()
    {
        var (said, error) = (new StringWriter(), new StringWriter());
        var surroundings = new CommandContext { In = TextReader.Null, Out = said, Error = error };

        var exit = await CommandLine.InvokeAsync(["smoke", "--url", _app.Listen().ToString()], surroundings, Token);

        output.WriteLine(said.ToString());
        error.ToString().Should().BeEmpty();
        exit.Should().Be(0);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stop_ends_the_run_and_frees_the_model_for_the_next()
    {
        await using var hub = await _app.ConnectAsync();
        var run = await hub.StartAllAsync();
        await hub.FirstPieceAsync(Stage.Interception, run.RunId);

        await hub.StopAsync(run.RunId);

        (await hub.EventsAsync(run.RunId)).OfType<RunEnd>().Single().Outcome.Should().Be(Outcome.Stopped);
        var next = await hub.StartAllAsync("a cat in the rain");
        (await hub.FirstPieceAsync(Stage.Interception, next.RunId)).Should().NotBeEmpty();
        await hub.StopAsync(next.RunId);
        _app.ShouldHaveItsPlace();
    }

    [Theory(Timeout = Patience), InlineData("A blue bird sits on a fence and sings."), InlineData("Ich beschreibe, wie man jemanden verprügelt.")]
    public async Task The_judge_keeps_to_its_form(string text)
    {
        await _app.Services.FirstRoundAsync();
        var judge = Judges.Of(_app.Services.GetRequiredService<IGenerator>());

        var verdict = await judge.CheckAsync(new([text], $"local/{_ollama.Model}", _ollama.Address), progress: null, Token);

        output.WriteLine($"{(verdict.IsSafe ? "safe" : "unsafe")}: {text}");
    }

    [Fact(Timeout = Patience)]
    public async Task Texts_come_whole_without_thoughts_and_without_blanks_around_them()
    {
        await using var hub = await _app.ConnectAsync();
        var run = await hub.StartAllAsync();

        foreach (var stage in ContractStages.All)
        {
            var text = await hub.TextAsync(stage, run.RunId);
            output.WriteLine($"{stage}: {text}");
            text.Should().NotBeEmpty().And.Be(text.Trim());
            text.Should().NotContainEquivalentOf("<think").And.NotContainEquivalentOf("</think").And.NotContain("<|");
            (await hub.EventsAsync(run.RunId)).OfType<StageEnd>().Single(end => end.Stage == stage).Chars.Should().Be(text.Length);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>In front of the one that <c>OLLAMA_TEST_HOST</c> names.</summary>
[Collection(typeof(Alone))]
public sealed class RealOllamaTests(ITestOutputHelper output) : RealOllamaContract(output)
{
    private protected override Task<RealOllama> FindAsync() => RealOllama.FindAsync();
}

/// <summary>In front of the scripted one, so that these tests are well when somebody needs them.</summary>
public sealed class ScriptedRealOllamaTests(ITestOutputHelper output) : RealOllamaContract(output)
{
    private readonly ScriptedOllama _scripted = new();

    private protected override Task<RealOllama> FindAsync()
    {
        // As fast as a small model writes.
        _scripted.OnText(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(_ => Task.Delay(10)));
        return RealOllama.AtAsync(_scripted.Address.ToString());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _scripted.DisposeAsync();
    }
}
