using System.Text.Json;
using Microsoft.Playwright;

namespace Interception.Tests.Support;

/// <summary>The cost of a page's frames.</summary>
/// <param name="Frames">Frames in which the page did work.</param>
/// <param name="PerSecond">Frames a second.</param>
/// <param name="Possible">Frames a second that the page's thread could make with a core of its own.</param>
/// <param name="Longest">The longest task with such a frame, in milliseconds of the thread's own time.</param>
public sealed record FrameCost(int Frames, double PerSecond, double Possible, double Longest);

/// <summary>
/// A tab on a school's tablet, which is equally slow wherever the tests run. Chromium's own trace says what each task cost;
/// it counts the time of the thread, so that it does not matter what else the machine does.
/// </summary>
public sealed class SlowScreen
{
    /// <summary>Milliseconds that <see cref="Work"/> takes on the tablet: four times those of the machine on which the limits were set.</summary>
    private const double TabletWork = 44;

    /// <summary>Texts put together, cut and looked up, as a page does; the fastest of a few times counts.</summary>
    private const string Work = """
        () => Math.min(...Array.from({ length: 15 }, () => {
          const begun = performance.now();
          const seen = new Map();
          for (let n = 0; n < 100000; n++) seen.set(`word ${n % 977}`, (seen.get(`word ${n % 977}`) ?? '') + String.fromCodePoint(97 + n % 26));
          [...seen.values()].map(text => [...text].reverse().join('')).sort();
          return performance.now() - begun;
        }))
        """;

    private readonly ICDPSession _chromium;
    private List<Traced> _trace = [];

    private SlowScreen(ICDPSession chromium)
    {
        _chromium = chromium;
        chromium.Event("Tracing.dataCollected").OnEvent += (_, data) =>
            _trace.AddRange(data!.Value.GetProperty("value").EnumerateArray().Select(Traced.Of));
    }

    /// <summary>Slows a tab down to the tablet's speed.</summary>
    public static async Task<SlowScreen> OfAsync(IPage page)
    {
        var chromium = await page.Context.NewCDPSessionAsync(page);
        var here = await page.EvaluateAsync<double>(Work);
        await chromium.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Math.Max(1, TabletWork / here) });
        return new(chromium);
    }

    /// <summary>Watches the page until something has happened.</summary>
    public async Task<FrameCost> WatchAsync(Func<Task> until)
    {
        _trace = [];
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var complete = _chromium.Event("Tracing.tracingComplete");
        complete.OnEvent += Complete;
        await _chromium.SendAsync("Tracing.start", new() { ["categories"] = "toplevel,devtools.timeline", ["transferMode"] = "ReportEvents" });
        await until();
        await _chromium.SendAsync("Tracing.end");
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        complete.OnEvent -= Complete;
        return CostOf(_trace);

        void Complete(object? sender, JsonElement? data) => ended.TrySetResult();
    }

    /// <summary>A frame is a task in which the page's own frame work was called.</summary>
    private static FrameCost CostOf(List<Traced> trace)
    {
        var calls = trace.Where(traced => traced.Name == "FireAnimationFrame").ToLookup(traced => traced.Thread);
        var tasks = trace.Where(traced => traced.Name == "ThreadControllerImpl::RunTask").ToList();
        var frames = tasks.Where(task => calls[task.Thread].Any(call => call.Start >= task.Start && call.Start < task.End)).ToList();
        if (frames.Count == 0) return new(0, 0, 0, 0);
        var seconds = (frames.Max(frame => frame.End) - frames.Min(frame => frame.Start)) / 1_000_000;
        var main = frames[0].Thread;
        var busy = tasks.Where(task => task.Thread == main && task.Start >= frames.Min(frame => frame.Start)).Sum(task => task.Cost);
        return new(frames.Count, frames.Count / seconds, frames.Count * 1_000_000 / busy, frames.Max(frame => frame.Cost) / 1000);
    }

    /// <summary>An entry of the trace; times in microseconds, <c>Cost</c> in those of the thread.</summary>
    private sealed record Traced(string Name, string Thread, double Start, double End, double Cost)
    {
        public static Traced Of(JsonElement entry)
        {
            var start = Number(entry, "ts");
            return new(entry.GetProperty("name").GetString()!, $"{Number(entry, "pid")}.{Number(entry, "tid")}",
                start, start + Number(entry, "dur"), Number(entry, "tdur"));
        }

        private static double Number(JsonElement entry, string name) =>
            entry.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
    }
}
