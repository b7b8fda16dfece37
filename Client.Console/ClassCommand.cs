using System.CommandLine;
using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console;

/// <summary><c>class</c>: the teacher lists all runs, stops them, holds and releases the queue.</summary>
internal static class ClassCommand
{
    public static Command In(CommandContext surroundings) => new("class", "Leads the class; needs the teacher's code.")
    {
        Act(surroundings, "status", "Shows every server, and what every run does, and no text.", StatusAsync),
        Act(surroundings, "stop-all", "Stops every run that waits, works or pauses.", (room, token) => DoAsync(room, "stop-all", "All runs have ended.", token)),
        Act(surroundings, "hold", "Serves nobody; those who work go on, those who wait keep their places.", (room, token) => DoAsync(room, "hold", "The line is held.", token)),
        Act(surroundings, "release", "Serves again.", (room, token) => DoAsync(room, "release", "The line moves again.", token)),
    };

    private static Command Act(CommandContext surroundings, string name, string description, Func<ClassClient, CancellationToken, Task<string>> act)
    {
        var url = ServerOptions.Url();
        var code = ServerOptions.Code();
        return new Command(name, description) { url, code }.Does(surroundings.Error, async (arguments, cancellationToken) =>
        {
            using var room = new ClassClient(surroundings, new(arguments.GetValue(url)!, arguments.GetValue(code) ?? surroundings.Code));
            await surroundings.Out.WriteLineAsync(await act(room, cancellationToken));
        });
    }

    private static async Task<string> DoAsync(ClassClient room, string act, string done, CancellationToken cancellationToken)
    {
        await room.DoAsync(act, cancellationToken);
        return done;
    }

    private static async Task<string> StatusAsync(ClassClient room, CancellationToken cancellationToken)
    {
        var view = await room.LookAsync(cancellationToken);
        var states = view.Runs.GroupBy(run => run.State).Select(all => $", {all.Count()} {all.Key.ToLowerInvariant()}");
        string[] heading = [$"{view.Runs.Count} runs{string.Concat(states)}. The line {(view.Held ? "is held" : "moves")}."];
        return string.Join(Environment.NewLine, [.. heading, .. Nodes(view), .. view.Hints, .. view.Runs.Select(Row)]);
    }

    /// <summary>A server alone is the one that was asked.</summary>
    private static IEnumerable<string> Nodes(ClassStatus view) => view.Nodes.Count < 2 ? [] : view.Nodes.Select(Row);

    private static string Row(ClassNode node) => FormattableString.Invariant(
        $"{node.Name}  {(node.Ready ? "ready" : $"not ready: {string.Join(' ', node.Missing)}")}  {node.Working} at work, version {(node.Version.Length > 0 ? node.Version : "unknown")}");

    private static string Row(ClassRun run) => FormattableString.Invariant(
        $"{run.Label}  {run.State,-8} {run.Stage?.ToString() ?? "-",-16} {(run.Position is { } place ? $"number {place}" : ""),-10} waited {run.WaitingSeconds,4:F0} s, {run.AgeSeconds,5:F0} s old");
}
