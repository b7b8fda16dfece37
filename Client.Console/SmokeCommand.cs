using System.CommandLine;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Measuring;

namespace Interception.Client.Console;

/// <summary><c>smoke</c>: does text really stream from this server, on every transport?</summary>
internal static class SmokeCommand
{
    public static Command In(Surroundings surroundings)
    {
        var url = ServerOptions.Url();
        var code = ServerOptions.Code();
        var transport = ServerOptions.Transport("Default: all three, one after another.");
        return new Command("smoke", "Measures whether every stage streams, and fails with one line when one does not.")
        {
            url, code, transport,
        }
        .Does(surroundings.Error, async (arguments, cancellationToken) =>
        {
            var server = new ServerAt(arguments.GetValue(url)!, arguments.GetValue(code) ?? surroundings.Code);
            Transport[] transports = arguments.GetValue(transport) is { } one ? [one] : Enum.GetValues<Transport>();
            foreach (var each in transports)
                await SmokeAsync(surroundings, server, each, cancellationToken);
            await surroundings.Out.WriteLineAsync($"OK every stage streams ({string.Join(", ", transports)}).");
        });
    }

    private static async Task SmokeAsync(
        Surroundings surroundings, ServerAt at, Transport transport, CancellationToken cancellationToken)
    {
        await using var server = await ServerConnection.OpenAsync(surroundings, at, transport, cancellationToken);
        await using var run = await server.StartAsync(SmokeIdea.Request, cancellationToken);
        await surroundings.Out.WriteLineAsync($"{transport}, voice {run.Started.Voice}");

        var measured = await MeasuredRun.MeasureAsync(run, surroundings.Time, cancellationToken);
        await FigureTable.WriteAsync(surroundings.Out, measured.Stages);
        if (measured.Complaint() is { } why) throw new CommandFailedException($"{transport}: {why}");
    }
}
