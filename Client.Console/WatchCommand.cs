using System.CommandLine;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Typing;

namespace Interception.Client.Console;

/// <summary><c>watch</c>: follows a run that another client started.</summary>
internal static class WatchCommand
{
    private const string Description = """
        Follows somebody's run from its beginning to its end: every text as it is written, where it waits, how it ends.

        Ctrl+C leaves; the run goes on. Whoever has a run's id can read it, continue it and stop it: keep it to yourself.
        """;

    public static Command In(CommandContext surroundings)
    {
        var run = new Argument<string>("run") { Description = "The run's id, or the address of its page." };
        var plain = ServerOptions.Plain();
        var url = ServerOptions.Url();
        var code = ServerOptions.Code();
        var transport = ServerOptions.Transport("Default: the best that works.");
        return new Command("watch", Description) { run, plain, url, code, transport }
            .Does(surroundings.Error, async (arguments, cancellationToken) =>
            {
                var screen = new TypingScreen(surroundings, isPlain: arguments.GetValue(plain));
                await using var server = await ServerLink.OpenAsync(
                    surroundings, new(arguments.GetValue(url)!, arguments.GetValue(code) ?? surroundings.Code), arguments.GetValue(transport),
                    ServerLink.LongPatience, cancellationToken);
                server.Changed = screen.Connection;
                await FollowAsync(server.Resume(new(IdIn(arguments.GetValue(run)!), [], "")), screen, cancellationToken);
            });
    }

    /// <summary>An id, or what follows <c>#run=</c> in the address of a page.</summary>
    internal static string IdIn(string text) => text[(text.LastIndexOf('=') + 1)..].Trim();

    // It is not disposed: that would stop another person's run.
    private static async Task FollowAsync(RemoteRun run, TypingScreen screen, CancellationToken cancellationToken)
    {
        try
        {
            await new TypedRun(run, screen, Pauses).TypeAsync(cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            screen.Line("You have left. The run goes on.");
            throw;
        }

        Task Pauses(CancellationToken _)
        {
            screen.Line("(paused: the one who started it reads, and may revise)");
            return Task.CompletedTask;
        }
    }
}
