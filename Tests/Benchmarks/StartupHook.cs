using System.Globalization;
using System.Net.Sockets;

/// <summary>Runs inside every server that is measured, started by .NET itself, and tells what it has used.</summary>
/// <remarks>The name and the missing namespace are what DOTNET_STARTUP_HOOKS asks for.</remarks>
internal static class StartupHook
{
    /// <summary>Where the socket is.</summary>
    public const string Variable = "INTERCEPTION_BENCHMARK_GAUGE";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
            new Thread(() => Serve(path)) { IsBackground = true, Name = "gauge" }.Start();
    }

    private static void Serve(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using var reader = listener.Accept();
        var question = new byte[1];
        while (reader.Receive(question) > 0) reader.Send(System.Text.Encoding.ASCII.GetBytes(Reading() + "\n"));
    }

    private static string Reading() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.CpuUsage.TotalTime.Ticks} {GC.GetTotalAllocatedBytes()} {Environment.WorkingSet} {System.Runtime.JitInfo.GetCompiledMethodCount()}");
}
