using System.CommandLine;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Doctor;
using Interception.Client.Console.Doctor.Reports;

namespace Interception.Client.Console;

/// <summary><c>doctor</c>: finds the hop that holds text back.</summary>
internal static class DoctorCommand
{
    private const string Description = """
        Finds what holds text back: the model, Ollama, the line, the server, a proxy, the network. It measures from the
        inside out and compares each hop with the one before; the last line says what is wrong, where, and the mend.

        Exit codes: 0 all is well; 1 a fault was found; 2 it cannot be told.
        """;

    public static Command In(CommandContext surroundings)
    {
        var ollama = ServerOptions.Address("--ollama", "Ollama, to be asked directly, such as http://localhost:11434.");
        var via = ServerOptions.Addresses("--via", "A proxy in front of the server; several, the nearest to the server first.");
        var json = new Option<bool>("--json") { Description = "One JSON object, and nothing else." };
        var plain = ServerOptions.Plain();
        var url = ServerOptions.Url();
        var code = ServerOptions.Code();
        return new Command("doctor", Description) { url, ollama, via, code, json, plain }
            .Does(surroundings.Error, async (arguments, cancellationToken) =>
            {
                var screen = new ExaminationScreen(surroundings, arguments.GetValue(plain), isSilent: arguments.GetValue(json));
                var examination = new DoctorExamination(surroundings, new(), screen);
                var server = new ServerAddress(arguments.GetValue(url)!, arguments.GetValue(code) ?? surroundings.Code);
                var report = await screen.DuringAsync(() =>
                    examination.ExamineAsync(server, arguments.GetValue(via) ?? [], arguments.GetValue(ollama), cancellationToken));
                if (arguments.GetValue(json)) await surroundings.Out.WriteLineAsync(JsonReport.Write(report));
                else await TableReport.WriteAsync(surroundings.Out, report);
                return report.ExitCode;
            });
    }
}
