using Interception.Client.Console;
using Interception.Client.Console.Typing;
using Interception.Server.Contracts;

namespace Interception.Tests.ClientConsole;

public class TypingScreenTests
{
    private readonly StringWriter _out = new() { NewLine = "\n" };

    [Fact]
    public void A_status_never_cuts_a_line_of_text()
    {
        var screen = Screen();
        screen.Status("checking");
        screen.Text("once upon");
        screen.Status("checking");
        screen.Text(" a time\n");
        screen.Status("checking");

        _out.ToString().Should().Be("(checking)\nonce upon a time\n(checking)\n");
    }

    [Fact]
    public void On_a_live_screen_a_status_takes_the_place_of_the_one_before_and_gives_way_to_the_text()
    {
        var screen = Screen(erasable: true);
        screen.Status("waiting as number 2");
        screen.Status("waiting as number 2");
        screen.Status("waiting as number 1");
        screen.Text("once");

        _out.ToString().Should().Be("(waiting as number 2)\r\e[2K(waiting as number 1)\r\e[2Konce");
    }

    [Theory]
    [InlineData(null, WaitReason.Place, "waiting as number 3")]
    [InlineData(20.4, WaitReason.Place, "waiting as number 3, 20 to 41 s")]
    [InlineData(null, WaitReason.Hold, "waiting as number 3; the teacher holds the line")]
    [InlineData(null, WaitReason.Model, "waiting as number 3; no model server is well at the moment")]
    public void The_place_in_the_line_is_said_with_how_long_and_why(double? low, WaitReason reason, string words) =>
        StageWords.For(new Queued(3, low is { } from ? [from, 2 * from] : null, reason)).Should().Be(words);

    [Fact]
    public void A_text_cannot_command_the_terminal()
    {
        Screen().Text("\e[2Ja\u0007\tb\r\n");

        _out.ToString().Should().Be("[2Ja\tb\n");
    }

    [Fact]
    public void A_heading_begins_a_line_of_its_own()
    {
        var screen = Screen();
        screen.Text("the end");
        screen.Heading(4, Stage.Output);

        _out.ToString().Should().Be($"the end\n{Environment.NewLine}4 · The finished piece\n");
    }

    [Fact]
    public void What_cannot_be_erased_is_at_least_said_to_be_taken_back()
    {
        Screen().Retract();

        _out.ToString().Should().Be("(this text was taken back)\n");
    }

    private TypingScreen Screen(bool erasable = false) =>
        new(new CommandContext { In = TextReader.Null, Out = _out, Error = TextWriter.Null, Erasable = erasable });
}
