using System.CommandLine;
using Interception.Server.Contracts;

namespace Interception.Client.Console;

/// <summary>Defines the commands. Each returns an exit code, and one line when it fails.</summary>
internal static class CommandLine
{
    private const string Description = """
        Interception on the command line: types a run, follows one, measures a server, finds what holds its text back.

        Begin with:  run "a blue bird" --rules "seen from below"
        Exit codes:  0 all is well; 1 it failed, and one line says why; 2 the doctor cannot tell; 130 ended by Ctrl+C.
        """;

    private static readonly TimeSpan TimeToStopTheRun = TimeSpan.FromSeconds(5);

    public static Task<int> InvokeAsync(
        string[] args, CommandContext surroundings, CancellationToken cancellationToken) =>
        new RootCommand(Description)
        {
            RunCommand.In(surroundings),
            WatchCommand.In(surroundings),
            SmokeCommand.In(surroundings),
            DoctorCommand.In(surroundings),
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

    /// <summary>Sets a command's action; a known failure becomes one line and exit code 1.</summary>
    public static Command Does(
        this Command command, TextWriter error, Func<ParseResult, CancellationToken, Task> work) =>
        command.Does(error, async (arguments, cancellationToken) =>
        {
            await work(arguments, cancellationToken);
            return ExitCodes.Well;
        });

    /// <summary>The same for a command with more than one success code.</summary>
    public static Command Does(
        this Command command, TextWriter error, Func<ParseResult, CancellationToken, Task<int>> work)
    {
        command.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                return await work(arguments, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // A cut connection can appear as any of these exceptions.
                return ExitCodes.Interrupted;
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
        return ExitCodes.Failed;
    }
}
