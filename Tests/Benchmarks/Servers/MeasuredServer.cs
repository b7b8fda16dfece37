using System.Diagnostics;

namespace Interception.Benchmarks.Servers;

/// <summary>A server in a process of its own, ready to be asked.</summary>
internal sealed class MeasuredServer : IDisposable
{
    /// <summary>The setting of .NET's sockets that the load has, and no server.</summary>
    public const string InlineSockets = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private readonly Process _process;

    private MeasuredServer(ContestantKind kind, ServerGauge gauge, Process process)
    {
        Kind = kind;
        Gauge = gauge;
        _process = process;
    }

    public ContestantKind Kind { get; }

    public ServerGauge Gauge { get; }

    public int ProcessId => _process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts a yardstick, or the product.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="program">The assembly that it is.</param>
    /// <param name="model">Where its model is.</param>
    /// <param name="names">Whether it tells perf the names of its methods, which costs time.</param>
    public static async Task<MeasuredServer> StartAsync(ContestantKind kind, string program, Uri model, bool names = false)
    {
        var gauge = new ServerGauge();
        var start = new ProcessStartInfo("dotnet", [program, .. Arguments(kind, model)]) { RedirectStandardOutput = true };
        foreach (var (key, value) in ProductSettings.For(model)) start.Environment[key] = value;
        start.Environment.Remove(InlineSockets);
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[StartupHook.Variable] = gauge.Path;
        start.Environment["DOTNET_PerfMapEnabled"] = names ? "1" : "0";
        // Else the names belong to no file that perf knows.
        start.Environment["DOTNET_EnableWriteXorExecute"] = names ? "0" : "1";
        var server = new MeasuredServer(kind, gauge, Process.Start(start)!);
        server.Address = await server.AddressAsync();
        gauge.Connect();
        return server;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Gauge.Dispose();
    }

    private static string[] Arguments(ContestantKind kind, Uri model) => kind switch
    {
        ContestantKind.Yarp => ["yarp", model.AbsoluteUri],
        ContestantKind.Hub => ["hub", model.AbsoluteUri],
        _ => ["--urls", "http://127.0.0.1:0"],
    };

    private async Task<Uri> AddressAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split("Open ") is not [_, var rest]) continue;
            _ = _process.StandardOutput.ReadToEndAsync();
            return new(rest.Split(' ')[0]);
        }
        throw new InvalidOperationException($"{Kind} did not start.");
    }
}

/// <summary>Who is measured.</summary>
internal enum ContestantKind
{
    /// <summary>A bare pass-through.</summary>
    Yarp,

    /// <summary>A hub without anything.</summary>
    Hub,

    /// <summary>Ours.</summary>
    Product,
}
