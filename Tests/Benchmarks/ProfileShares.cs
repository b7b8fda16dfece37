using System.Diagnostics;
using System.Globalization;
using Interception.Benchmarks.Load;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks;

/// <summary>What each step takes of the product's processor time, from a profile by Linux' perf.</summary>
internal static class ProfileShares
{
    /// <summary>The innermost frame that belongs to one of these decides whose the time is.</summary>
    private static readonly (string Step, string[] Frames)[] Steps =
    [
        ("garbage collection", ["gc_heap", "libclrgc", "WKS::", "SVR::"]),
        ("term filter", ["Interception.Server.Safety"]),
        ("journal and readers", ["Interception.Server.Journal", "Interception.Server.Runs"]),
        ("stages", ["Interception.Server.Pipeline"]),
        ("reading lines of the model", ["Interception.Server.Generation"]),
        ("connection to the model", ["System.Net.Http"]),
        ("our way to the hub", ["Interception.Server.Delivery"]),
        ("SignalR", ["SignalR", "Http.Connections"]),
        ("WebSockets", ["System.Net.WebSockets"]),
        ("Kestrel", ["Kestrel"]),
        ("sockets and their poll", ["System.Net.Sockets", "SocketAsyncEngine"]),
        ("timers", ["System.Threading.Timer"]),
        ("thread pool", ["ThreadPool", "PortableThreadPool", "LowLevelLifoSemaphore"]),
    ];

    public static async Task PrintAsync(string product, ModelDouble model, int streams)
    {
        using var server = await MeasuredServer.StartAsync(ContestantKind.Product, product, model.Address, names: true);
        var file = Path.GetTempFileName();
        try
        {
            await BenchmarkContest.WarmUpAsync(server, model);
            await new BenchmarkRound(streams, TimeSpan.FromSeconds(5)).MeasureAsync(server, model,
                () => PerfAsync("record", "-q", "-F", "499", "-g", "-p", $"{server.ProcessId}", "-o", file, "--", "sleep", "4"));
            Print(streams, Shares(await PerfAsync("script", "-i", file, "-F", "ip,sym,dso")));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("No profile: there is no perf on this machine.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> PerfAsync(params string[] args)
    {
        using var perf = Process.Start(new ProcessStartInfo("perf", args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = perf.StandardError.ReadToEndAsync();
        var said = await perf.StandardOutput.ReadToEndAsync();
        await perf.WaitForExitAsync();
        return said;
    }

    private static Dictionary<string, int> Shares(string script) =>
        script.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(StepOf).CountBy(step => step).ToDictionary();

    private static string StepOf(string stack)
    {
        foreach (var frame in stack.Split('\n'))
        {
            foreach (var (step, names) in Steps)
                if (names.Any(name => frame.Contains(name, StringComparison.Ordinal))) return step;
        }

        return stack.Contains("[kernel", StringComparison.Ordinal) ? "the kernel's own" : "the rest of the runtime";
    }

    private static void Print(int streams, Dictionary<string, int> shares)
    {
        Console.WriteLine($"share of each step with {streams} streams (its own calls to the kernel included):");
        foreach (var (step, count) in shares.OrderByDescending(share => share.Value))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {100.0 * count / shares.Values.Sum(),5:0.0} %  {step}"));
    }
}
