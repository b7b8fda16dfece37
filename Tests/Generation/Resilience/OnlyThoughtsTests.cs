using System.Runtime.CompilerServices;
using Interception.Server.Generation;
using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Resilience;
using Interception.Tests.Generation.Reports;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Polly.Registry;

namespace Interception.Tests.Generation.Resilience;

/// <summary>A model that has thought and written nothing is asked once more, without thoughts.</summary>
public sealed class OnlyThoughtsTests
{
    private static readonly ModelPrompt Asked = new(GenerationJob.Interception, "bird", "Rewrite.", [new("idea", "a cat")]) { Think = ThinkMode.On };

    private readonly Log _log = new();

    [Fact(Timeout = 10_000)]
    public async Task The_second_answer_is_the_text()
    {
        var model = new Thinker(Thinks: 1);

        var pieces = await Steady(model).StreamAsync(Asked, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        pieces.Select(piece => piece.Kind).Should().Equal(
            PieceKind.Thinking, PieceKind.Retrying, PieceKind.Text, PieceKind.Figures);
        model.Told.Should().Equal(ThinkMode.On, ThinkMode.Off);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_third_is_not_asked_for()
    {
        var model = new Thinker(Thinks: 9);

        var asking = async () => await Steady(model).StreamAsync(Asked, TestContext.Current.CancellationToken).ToListAsync();

        (await asking.Should().ThrowAsync<GenerationException>()).Which.OnlyThoughts.Should().BeTrue();
        model.Told.Should().HaveCount(2);
        _log.Warnings().Should().HaveCount(2);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_judge_asks_again_by_himself()
    {
        var model = new Thinker(Thinks: 1);

        var asking = async () => await Steady(model).StreamAsync(Asked with { Job = GenerationJob.Verdict }, TestContext.Current.CancellationToken).ToListAsync();

        await asking.Should().ThrowAsync<GenerationException>();
        model.Told.Should().HaveCount(1);
    }

    private ResilientGenerator Steady(IGenerator model)
    {
        var (time, pipelines) = (new FakeTimeProvider(), new ResiliencePipelineRegistry<string>());
        var breaker = new EndpointBreaker("bird's", _ => Task.CompletedTask, pipelines, time, NullLogger.Instance);
        return new(model, new SingleEndpointSelector(breaker), new RetryStrategy(pipelines, time),
            new LoadingWait(Options.Create(new TimeoutOptions()), time), ReportParts.For(time, _log));
    }

    private sealed record Thinker(int Thinks) : IGenerator
    {
        public List<ThinkMode?> Told { get; } = [];

        public async IAsyncEnumerable<GenerationPiece> StreamAsync(ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            Told.Add(prompt.Think);
            if (Told.Count <= Thinks)
            {
                yield return new(PieceKind.Thinking, "hm");
                throw new GenerationException(GenerationFailure.Interrupted, "Only thoughts.") { OnlyThoughts = true };
            }

            yield return new(PieceKind.Text, "A cat.");
            yield return new(PieceKind.Figures, Figures: new(1, default, 2, default, default));
        }
    }
}
