using Interception.Client.Console;
using Interception.Client.Console.Doctor;
using Interception.Client.Console.Doctor.Reports;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.ClientConsole.Doctor.Planted;

/// <summary>What all set-ups share: the doctor, a usual model, chance.</summary>
internal static class PlantedSetup
{
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A model that writes as fast as a good one.</summary>
    public static Script Usual => Paced(TimeSpan.FromMilliseconds(40));

    public static Script Paced(TimeSpan between) => Script.Tokens(ScriptedOllama.Tokens).InLockStep(_ => Task.Delay(between, Cancel));

    public static TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + (most - least) * Random.Shared.NextDouble());

    public static Uri Nobody() => new($"http://127.0.0.1:{LoopbackPort.FindFree()}");

    /// <summary>The doctor as on the command line: it gets addresses, and nothing else.</summary>
    public static Task<DoctorReport> ExamineAsync(Uri server, IReadOnlyList<Uri> vias, Uri? ollama)
    {
        var surroundings = new CommandContext { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null };
        return new DoctorExamination(surroundings, new(), new(surroundings, isPlain: true, isSilent: true)).ExamineAsync(new(server), vias, ollama, Cancel);
    }

    /// <summary>A server, perhaps set otherwise than usual.</summary>
    public static async Task<DoctorReport> WithAsync(App app, params IReadOnlyList<Uri> vias)
    {
        await using var _ = app;
        app.Ollama.OnText(_ => Usual);
        return await ExamineAsync(app.Listen(), vias, app.Ollama.Address);
    }

    /// <summary>A server, and something in front of it.</summary>
    /// <param name="start">Starts what is in front.</param>
    /// <param name="address">Where that listens.</param>
    /// <param name="below">The path under which all of it lies.</param>
    public static async Task<DoctorReport> BehindAsync<T>(Func<Uri, Task<T>> start, Func<T, Uri> address, string below = "/")
        where T : IAsyncDisposable
    {
        await using var app = below == "/" ? new App() : new App(null, ("PathBase", below.TrimEnd('/')));
        app.Ollama.OnText(_ => Usual);
        var server = app.Listen();
        await using var proxy = await start(server);
        return await ExamineAsync(new(server, below), [address(proxy)], app.Ollama.Address);
    }
}
