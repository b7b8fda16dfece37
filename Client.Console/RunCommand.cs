using System.CommandLine;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Typing;
using Interception.Server.Contracts;

namespace Interception.Client.Console;

/// <summary><c>run</c>: types a run into the terminal, and lets the person revise at the pause.</summary>
internal static class RunCommand
{
    private const string Description = """
        Types a run into the terminal: what it does and its place in the line, then each text as it is written.

        After the interception it asks how to go on: Enter, or a text of your own. Ctrl+C stops the run on the server.
        Whoever knows the run's id, which is said at its beginning, can follow it with `watch`.
        """;

    public static Command In(CommandContext surroundings)
    {
        var idea = new Argument<string>("idea") { Description = "What it is about." };
        var rules = new Option<string?>("--rules") { Description = "How to see it differently." };
        var style = new Option<string?>("--style") { Description = "Goes in front of the rules." };
        var preset = new Option<string?>("--preset") { Description = "A preset's id, instead of rules." };
        var output = new Option<OutputForm?>("--output") { Description = "The form of the piece. Default: Story." };
        var translateTo = new Option<string?>("--translate-to") { Description = "Translate the idea: en, de, ..." };
        var translateOutputTo = new Option<string?>("--translate-output-to")
        {
            Description = "Translate the interception: en, de, ...",
        };
        var language = new Option<string?>("--language") { Description = "Your language: en, de, ..." };
        var model = new Option<string?>("--model") { Description = "A model that the server allows." };
        var yes = new Option<bool>("--yes") { Description = "Go on after the interception without asking." };
        var plain = ServerOptions.Plain();
        var url = ServerOptions.Url();
        var code = ServerOptions.Code();
        var transport = ServerOptions.Transport("Default: the best that works.");

        return new Command("run", Description)
        {
            idea, rules, style, preset, output, translateTo, translateOutputTo, language, model, yes, plain, url, code, transport,
        }
        .Does(surroundings.Error, async (arguments, cancellationToken) =>
        {
            var request = new RunRequest
            {
                Text = arguments.GetValue(idea),
                Rules = arguments.GetValue(rules),
                Style = arguments.GetValue(style),
                Preset = arguments.GetValue(preset),
                Output = arguments.GetValue(output)?.ToString(),
                TranslateTo = arguments.GetValue(translateTo),
                TranslateOutputTo = arguments.GetValue(translateOutputTo),
                Language = arguments.GetValue(language),
                Model = arguments.GetValue(model),
            };
            var screen = new TypingScreen(surroundings, isPlain: arguments.GetValue(plain));
            await using var server = await ServerLink.OpenAsync(
                surroundings, new(arguments.GetValue(url)!, arguments.GetValue(code) ?? surroundings.Code), arguments.GetValue(transport),
                ServerLink.LongPatience, cancellationToken);
            server.Changed = screen.Connection;
            await using var run = await server.StartAsync(request, cancellationToken);
            var pause = new PauseQuestion(run, screen, asks: surroundings.PersonPresent && !arguments.GetValue(yes));
            await TypeAsync(new TypedRun(run, screen, pause.AnswerAsync), run, screen, cancellationToken);
        });
    }

    private static async Task TypeAsync(TypedRun typed, RemoteRun run, TypingScreen screen, CancellationToken cancellationToken)
    {
        try
        {
            await typed.TypeAsync(cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            screen.Line(await run.StopAsync()
                ? "The run has been stopped."
                : "The server could not be told to stop the run. It stops a run that nobody reads by itself.");
            throw;
        }
    }
}
