using Interception.Client.Console;
using Interception.Client.Console.Lesson;
using Interception.Tests.Support.Classroom;

namespace Interception.Tests.ClientConsole;

/// <summary>A lesson for a teacher who tries the board.</summary>
public class LessonBoardTests
{
    [Fact(Timeout = 60_000)]
    public async Task Simulated_children_are_on_the_board_before_they_begin_and_raise_hands_and_offer_pieces_there()
    {
        await using var app = ClassVisits.NewClass(null, ("Ollama:ParallelPerEndpoint", "8"));
        app.Listen();
        await using var teacher = await app.ListenedTeacherAsync();
        await using var board = teacher.Board();
        var output = new StringWriter();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var lesson = CommandLine.InvokeAsync(
            ["lesson", "--board", "--children", "6", "--pace", "100", "--seed", "3", "--url", $"{app.ClientOptions.BaseAddress}"],
            new() { In = TextReader.Null, Out = output, Error = TextWriter.Null }, over.Token);

        await board.ShowsAsync(shown => shown.Children.Count == 6);
        await board.ShowsAsync(shown => shown.Offers.Count > 0);
        await over.CancelAsync();
        (await lesson).Should().Be(ExitCodes.Interrupted);
        output.ToString().Should().Contain("/teacher");
    }

    [Fact]
    public void Only_for_the_board_does_a_child_cry_for_help_and_all_else_is_the_same_with_a_seed()
    {
        var plain = Enumerable.Range(1, 30).SelectMany(child => new ChildBehaviour(7, child, pace: 1).Intents().Take(5)).ToList();
        var forBoard = Enumerable.Range(1, 30).SelectMany(child => new ChildBehaviour(7, child, pace: 1, mayCry: true).Intents().Take(5)).ToList();

        plain.Should().NotContain(intent => intent.Acts.Cries);
        plain.Should().Contain(intent => intent.Acts.RaisesHand).And.Contain(intent => intent.Acts.Offers);
        forBoard.Should().Contain(intent => intent.Acts.Cries);
        forBoard.Select(intent => intent with { Acts = new(false, false, false) }).Should().Equal(plain.Select(intent => intent with { Acts = new(false, false, false) }));
    }
}
