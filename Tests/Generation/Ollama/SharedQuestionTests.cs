using Interception.Server.Generation.Ollama.Models;

namespace Interception.Tests.Generation.Ollama;

/// <summary>Thirty children who start at once ask the model server once whether the model is in memory.</summary>
public class SharedQuestionTests
{
    [Fact]
    public async Task Who_asks_while_somebody_asks_shares_the_answer()
    {
        var (asked, answer) = (0, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        var question = new SharedQuestion<string>(_ => { asked++; return answer.Task; });

        var all = Enumerable.Range(0, 30).Select(_ => question.AskAsync("m", CancellationToken.None).AsTask()).ToList();
        answer.SetResult(false);

        (await Task.WhenAll(all)).Should().OnlyContain(isSo => !isSo);
        asked.Should().Be(1);
    }

    [Fact]
    public async Task A_no_is_asked_again_and_so_is_a_failure()
    {
        var answers = new Queue<Func<bool>>([() => false, () => throw new InvalidOperationException(), () => true]);
        var question = new SharedQuestion<string>(async _ =>
        {
            await Task.Yield();
            return answers.Dequeue()();
        });

        (await question.AskAsync("m", CancellationToken.None)).Should().BeFalse();
        await FluentActions.Awaiting(() => question.AskAsync("m", CancellationToken.None).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        (await question.AskAsync("m", CancellationToken.None)).Should().BeTrue();
    }

    [Fact]
    public async Task Who_leaves_does_not_take_the_question_away_from_the_others()
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var question = new SharedQuestion<string>(_ => answer.Task);
        using var leaving = new CancellationTokenSource();
        var (left, stayed) = (question.AskAsync("m", leaving.Token).AsTask(), question.AskAsync("m", CancellationToken.None).AsTask());

        await leaving.CancelAsync();
        answer.SetResult(true);

        await FluentActions.Awaiting(() => left).Should().ThrowAsync<OperationCanceledException>();
        (await stayed).Should().BeTrue();
    }
}
