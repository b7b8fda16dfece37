using System.CommandLine;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Lesson;

namespace Interception.Client.Console;

/// <summary><c>lesson</c>: a class of simulated children, to see what a machine can carry before a real one comes.</summary>
internal static class LessonCommand
{
    /// <summary>The longest time for trying the board, unless --minutes is given.</summary>
    private static readonly TimeSpan LongestTrial = TimeSpan.FromHours(12);

    public static Command In(CommandContext surroundings)
    {
        var children = Number("--children", "How many children.", 30, 1, 1_000);
        var minutes = Number("--minutes", "How long, in minutes; a fraction is fine.", 5.0, 0.01, 600);
        var pace = Number("--pace", "How many times faster than children they type and read.", 1.0, 0.1, 1_000);
        var seed = new Option<int?>("--seed") { Description = "The same seed, the same children. Default: another each time." };
        var board = new Option<bool>("--board") { Description = "For trying the teacher's board: says where it is, and goes on until it is stopped or --minutes are over." };
        var urls = ServerOptions.Urls();
        var code = ServerOptions.Code();
        return new Command("lesson", "Plays a lesson with simulated children, and says what this machine can carry.")
        {
            children, minutes, seed, pace, board, urls, code,
        }
        .Does(surroundings.Error, (arguments, cancellationToken) => PlayAsync(surroundings,
            new(arguments.GetValue(children),
                arguments.GetValue(board) && arguments.GetResult(minutes) is not { Implicit: false }
                    ? LongestTrial : TimeSpan.FromMinutes(arguments.GetValue(minutes)),
                arguments.GetValue(seed) ?? Random.Shared.Next(1_000), arguments.GetValue(pace), arguments.GetValue(board)),
            [.. arguments.GetValue(urls)!.Select(url => new ServerAddress(url, arguments.GetValue(code) ?? surroundings.Code))], cancellationToken));
    }

    private static async Task PlayAsync(CommandContext surroundings, LessonPlan plan, IReadOnlyList<ServerAddress> servers, CancellationToken cancellationToken)
    {
        // One look at first: a server that is not there needs one line, not one a child.
        foreach (var server in servers)
        {
            await using (await ServerConnection.OpenAsync(surroundings, server, null, cancellationToken)) { }
        }
        if (plan.IsForBoard)
            await surroundings.Out.WriteLineAsync($"The board is at {servers[0].Below("/teacher")}; Access:TeacherCode of the server opens it. Some children raise their hands, offer pieces, and now and then one cries for help.");
        await surroundings.Out.WriteLineAsync($"{plan.Children} children begin; --seed {plan.Seed} makes them behave the same again.");
        var summary = await new PlayedLesson(plan, surroundings, servers).PlayAsync(cancellationToken);
        await summary.WriteAsync(surroundings.Out);
        if (summary.Complaint() is { } why) throw new CommandFailedException(why);
    }

    private static Option<T> Number<T>(string name, string meaning, T byDefault, T least, T most) where T : IComparable<T>
    {
        var option = new Option<T>(name) { Description = $"{meaning} Default: {byDefault}.", DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any()) return;
            var value = result.GetValue(option)!;
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0) result.AddError($"{name} '{value}' is not between {least} and {most}.");
        });
        return option;
    }
}
