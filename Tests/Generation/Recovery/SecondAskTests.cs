using System.Runtime.CompilerServices;
using Interception.Server.Generation;
using Interception.Server.Generation.Recovery;

namespace Interception.Tests.Generation.Recovery;

/// <summary>A model that has thought and written nothing is asked once more, without thoughts.</summary>
public class SecondAskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(GenerationFailure.Interrupted)]
    [InlineData(GenerationFailure.Truncated)]
    public async Task The_second_answer_is_the_answer(GenerationFailure failure)
    {
        var model = new ThinkingModel(failure, failures: 1);

        var pieces = await new SecondAskGenerator(model).StreamAsync(Ask(Job.Output), Cancel).ToListAsync(Cancel);

        pieces.Select(piece => piece.Kind).Should().Equal(
            GeneratedKind.Thinking, GeneratedKind.Retrying, GeneratedKind.Thinking, GeneratedKind.Text, GeneratedKind.Figures);
        model.Asked.Select(prompt => prompt.Think).Should().Equal(null, ThinkMode.Off);
        model.Asked[1].Instructions.Should().StartWith("Write.").And.Contain("Do not think");
    }

    [Fact]
    public async Task A_third_time_is_not_asked()
    {
        var model = new ThinkingModel(GenerationFailure.Interrupted, failures: 3);

        var asking = async () => await new SecondAskGenerator(model).StreamAsync(Ask(Job.Output), Cancel).ToListAsync(Cancel);

        (await asking.Should().ThrowAsync<GenerationException>()).Which.OnlyThoughts.Should().BeTrue();
        model.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_judge_asks_again_by_itself()
    {
        var model = new ThinkingModel(GenerationFailure.Interrupted, failures: 3);

        var asking = async () => await new SecondAskGenerator(model).StreamAsync(Ask(Job.Verdict), Cancel).ToListAsync(Cancel);

        await asking.Should().ThrowAsync<GenerationException>();
        model.Asked.Should().ContainSingle();
    }

    private static Prompt Ask(Job job) => new(job, "local/bird", "Write.", []);

    private sealed class ThinkingModel(GenerationFailure failure, int failures) : IGenerator
    {
        public List<Prompt> Asked { get; } = [];

        public async IAsyncEnumerable<Generated> StreamAsync(Prompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Asked.Add(prompt);
            await Task.Yield();
            yield return new(GeneratedKind.Thinking, "hm");
            if (Asked.Count <= failures) throw new GenerationException(failure, "Only thoughts.") { OnlyThoughts = true };
            yield return new(GeneratedKind.Text, "Once");
            yield return new(GeneratedKind.Figures, Figures: new(1, default, 1, default, default));
        }
    }
}
