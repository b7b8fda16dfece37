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

    private TypingScreen Screen() => new(new CommandContext { In = TextReader.Null, Out = _out, Error = TextWriter.Null });
}
