using System.CommandLine;
using Interception.Client.Console.Connection;
using Interception.Client.Console.Measuring;

namespace Interception.Client.Console;

/// <summary><c>smoke</c>: does text really stream from this server, on every transport?</summary>
internal static class SmokeCommand
{
    public static Command In(CommandContext surroundings)
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
            var server = new ServerAddress(arguments.GetValue(url)!, arguments.GetValue(code) ?? surroundings.Code);
            var smoke = new SmokeTest(surroundings, server);
            if (arguments.GetValue(transport) is { } one) await smoke.TryAsync(one, cancellationToken);
            else await smoke.TryAllAsync(cancellationToken);
            await surroundings.Out.WriteLineAsync(smoke.Result);
        });
    }
}
