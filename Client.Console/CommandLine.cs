using System.CommandLine;
using Interception.Server.Contracts;

namespace Interception.Client.Console;

/// <summary>The commands, and what each of them owes its caller: an exit code and one line why.</summary>
internal static class CommandLine
{
    /// <summary>What a shell says of a program that Ctrl+C ended.</summary>
    public const int Interrupted = 130;

    private static readonly TimeSpan TimeToStopTheRun = TimeSpan.FromSeconds(5);

    public static Task<int> InvokeAsync(
        string[] args, CommandContext surroundings, CancellationToken cancellationToken) =>
        new RootCommand("Interception on the command line.")
        {
            SmokeCommand.In(surroundings),
            RunCommand.In(surroundings),
            ClassCommand.In(surroundings),
            LessonCommand.In(surroundings),
        }
        .Parse(args).InvokeAsync(
            new InvocationConfiguration
            {
                Output = surroundings.Out,
                Error = surroundings.Error,
                ProcessTerminationTimeout = TimeToStopTheRun,
            },
            cancellationToken);

    /// <summary>Gives a command its work; a known failure becomes one line and exit code 1.</summary>
    public static Command Does(
        this Command command, TextWriter error, Func<ParseResult, CancellationToken, Task> work)
    {
        command.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                await work(arguments, cancellationToken);
                return 0;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return Interrupted;
            }
            catch (EndingException refusal)
            {
                return Failed(error, $"The server refused: {refusal.Message} ({refusal.Code})");
            }
            catch (CommandFailedException failure)
            {
                return Failed(error, failure.Message);
            }
        });
        return command;
    }

    private static int Failed(TextWriter error, string why)
    {
        error.WriteLine(why.ReplaceLineEndings(" "));
        return 1;
    }
}
