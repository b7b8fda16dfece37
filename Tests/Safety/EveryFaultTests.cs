using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Pipeline;
using Interception.Server.Safety;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Safety;

/// <summary>Every fault of a judge at every gate, fifty times: nothing is asked of a model any more, and no later stage says a character.</summary>
public sealed class EveryFaultTests
{
    private const int Times = 50;

    private static readonly Dictionary<string, Func<ModelPrompt, IEnumerable<GenerationPiece>>> Faults = new()
    {
        ["timeout"] = _ => AnsweringGenerator.Failing(GenerationFailure.Timeout),
        ["timeout in the middle"] = asked => AnsweringGenerator.Failing(GenerationFailure.Timeout, Verdicts.Safe(asked)),
        ["5xx, refused, or the breaker is open"] = _ => AnsweringGenerator.Failing(GenerationFailure.Unavailable),
        ["reset after a yes"] = asked => AnsweringGenerator.Failing(GenerationFailure.Interrupted, Verdicts.Safe(asked)),
        ["cut"] = asked => AnsweringGenerator.Failing(GenerationFailure.Truncated, Verdicts.Safe(asked)),
        ["no such model"] = _ => AnsweringGenerator.Failing(GenerationFailure.ModelMissing),
        ["too long"] = _ => AnsweringGenerator.Failing(GenerationFailure.TooLong),
        ["empty"] = _ => Whole(""),
        ["white space"] = _ => Whole(" \n\t"),
        ["garbage"] = _ => Whole("\0\uFFFD{{{"),
        ["prose"] = _ => Whole("The text is SAFE."),
        ["half a yes"] = asked => Whole(Verdicts.Safe(asked)[..^1]),
        ["a yes without an end"] = asked => Whole(Verdicts.Safe(asked)).Take(1),
        ["thinking only"] = asked => [new(PieceKind.Thinking, Verdicts.Safe(asked)), AnsweringGenerator.End],
        ["nothing at all"] = _ => [],
        ["loading only"] = _ => [new(PieceKind.Loading), new(PieceKind.Loaded)],
        ["another schema"] = _ => Whole("""{"safe":true}"""),
        ["another nonce"] = _ => Whole(Verdicts.Safe("0123456789abcdef")),
        ["another value"] = asked => Whole(Verdicts.Safe(asked).Replace("SAFE", "safe", StringComparison.Ordinal)),
        ["two yeses"] = asked => Whole(Verdicts.Safe(asked) + Verdicts.Safe(asked)),
        ["endless"] = asked => Whole(Verdicts.Safe(asked).PadRight(9_000)),
        ["a defect"] = _ => throw new InvalidOperationException("scripted"),
        ["no memory"] = _ => throw new OutOfMemoryException("scripted"),
        ["a broken stream"] = _ => throw new IOException("scripted"),
        ["somebody else's cancel"] = _ => throw new OperationCanceledException("scripted"),
    };

    /// <summary>The text of each gate, and how many texts a model has written by then.</summary>
    private static readonly (string Text, int Written)[] Gates =
        [("idea", 0), ("idea in French", 1), ("interception", 2), ("revision", 2), ("revision in French", 3), ("piece", 4)];

    public static TheoryData<string> Kinds => [.. Faults.Keys];

    [Theory(Timeout = 60_000), MemberData(nameof(Kinds))]
    public async Task Without_a_verdict_nothing_goes_on(string kind)
    {
        var world = new World();
        foreach (var (text, written) in Gates)
        {
            for (var i = 0; i < Times; i++)
            {
                var ending = await world.EndingAsync(text, Faults[kind], TestContext.Current.CancellationToken);

                if (ending.Code != CodeOf(kind, text) || world.Written != written || world.CharactersAfter) Assert.Fail($"{kind} at {text}: {ending.Code}, {world.Written} texts");
            }
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_in_the_middle_of_a_verdict_is_no_yes()
    {
        var world = new World();
        foreach (var (text, written) in Gates)
        {
            for (var i = 0; i < Times; i++)
            {
                using var stop = new CancellationTokenSource();
                var ending = await world.EndingAsync(text, asked => Stopping(asked, stop), stop.Token);

                if (ending.Code != Codes.SafetyUnavailable || world.Written != written || world.CharactersAfter) Assert.Fail($"at {text}: {ending.Code}");
            }
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task With_every_verdict_the_run_comes_to_its_end()
    {
        var ended = await FluentActions.Awaiting(() => new World().EndingAsync("none of them", Faults["empty"], TestContext.Current.CancellationToken)).Should().ThrowAsync<InvalidOperationException>();

        ended.WithMessage("*came to its end*");
    }

    // What is too long for the judge is the request's fault where a child wrote it.
    private static string CodeOf(string kind, string text) => kind switch
    {
        "no such model" => Codes.ModelMissing,
        "too long" when text is not ("interception" or "piece") => Codes.InvalidRequest,
        _ => Codes.SafetyUnavailable,
    };

    // In one piece, so that thousands of runs take seconds.
    private static IEnumerable<GenerationPiece> Whole(string text) => [new(PieceKind.Text, text), AnsweringGenerator.End];

    private static IEnumerable<GenerationPiece> Stopping(ModelPrompt asked, CancellationTokenSource stop)
    {
        foreach (var piece in Whole(Verdicts.Safe(asked)))
        {
            yield return piece;
            stop.Cancel();
        }
    }

    /// <summary>The real stages and the real gate in front of a model that fails when one text is judged.</summary>
    private sealed class World : IStageOutput
    {
        private readonly IStage[] _stages;
        private string _failsAt = "";
        private bool _failed;
        private Func<ModelPrompt, IEnumerable<GenerationPiece>> _fault = _ => [];

        public World()
        {
            _stages = [.. new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Safety:SelfTest", "false")]).Build())
                .AddLogging().AddMetrics().AddGeneration().AddSafety().AddPipeline()
                .AddSingleton<IGenerator>(new AnsweringGenerator((prompt, _) => Answer(prompt)))
                .BuildServiceProvider().GetServices<IStage>()];
        }

        public int Written { get; private set; }

        public bool HasText => Written > 0;

        public void Came()
        {
        }

        public Task<bool> WaitForServerAsync(CancellationToken cancellationToken) => Task.FromResult(false);

        public bool CharactersAfter { get; private set; }

        public async Task<EndingException> EndingAsync(string failsAt, Func<ModelPrompt, IEnumerable<GenerationPiece>> fault, CancellationToken cancellationToken)
        {
            _failsAt = failsAt;
            _fault = fault;
            _failed = false;
            Written = 0;
            CharactersAfter = false;
            var cast = new RunModels("ollama", "local/a", "local/a", "local/a", "local/a");
            var material = new RunMaterial(new() { Idea = "idea", Rules = "rules", Language = "en", TranslateTo = "fr", TranslateOutputTo = "fr", Models = cast });
            try
            {
                foreach (var stage in _stages) await RunAsync(stage, material, cancellationToken);
            }
            catch (EndingException ending)
            {
                return ending;
            }
            throw new InvalidOperationException("It came to its end.");
        }

        public void Write(string piece) => CharactersAfter |= _failed;

        public void Report(StageStatus status)
        {
        }

        public void Report(string model, long completed, long total)
        {
        }

        private async Task RunAsync(IStage stage, RunMaterial material, CancellationToken cancellationToken)
        {
            if (stage.Stage == Stage.PreOutput) material.Revision = "revision";
            await stage.RunAsync(material, this, cancellationToken);
        }

        private IEnumerable<GenerationPiece> Answer(ModelPrompt prompt)
        {
            if (prompt.Job == GenerationJob.Verdict) return Verdict(prompt);
            Written++;
            return Whole(prompt.Job switch
            {
                GenerationJob.Translation => prompt.Parts.Single().Text + " in French",
                GenerationJob.Interception => "interception",
                _ => "piece",
            });
        }

        private IEnumerable<GenerationPiece> Verdict(ModelPrompt prompt)
        {
            var judged = System.Text.Json.JsonSerializer.Deserialize<string[]>(prompt.Parts.Single().Text)!;
            if (judged[0] != _failsAt) return Whole(Verdicts.Safe(prompt));
            _failed = true;
            return _fault(prompt);
        }
    }
}
