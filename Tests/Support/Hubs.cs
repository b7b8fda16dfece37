using Interception.Server.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Support;

/// <summary>The hub's methods, called as a client calls them.</summary>
public static class Hubs
{
    /// <summary>Starts a run.</summary>
    public static Task<RunStarted> StartAsync(this HubConnection hub, object request) =>
        hub.InvokeAsync<RunStarted>("StartRun", request, TestContext.Current.CancellationToken);

    /// <summary>Stops a run.</summary>
    public static Task StopAsync(this HubConnection hub, string runId) =>
        hub.InvokeAsync("StopRun", runId, TestContext.Current.CancellationToken);

    /// <summary>Continues a run.</summary>
    public static Task ContinueAsync(this HubConnection hub, string runId, string? text = null) =>
        hub.InvokeAsync("ContinueRun", runId, text, TestContext.Current.CancellationToken);

    /// <summary>Waits for an event of a kind.</summary>
    public static ValueTask<T> WaitForAsync<T>(this HubConnection hub, string runId) where T : RunEvent =>
        hub.WatchAsync(runId).OfType<T>().FirstAsync(TestContext.Current.CancellationToken);

    /// <summary>A stage's first piece.</summary>
    public static ValueTask<string> FirstPieceAsync(this HubConnection hub, Stage stage, string runId) =>
        hub.ReadAsync(stage, runId).FirstAsync(TestContext.Current.CancellationToken);

    /// <summary>Starts a run of all four stages.</summary>
    public static Task<RunStarted> StartAllAsync(this HubConnection hub, string text = "a blue bird on a fence") =>
        hub.StartAsync(new { text, rules = "Everything is seen from below.", until = "Output" });

    /// <summary>Streams a stage's text.</summary>
    public static IAsyncEnumerable<string> ReadAsync(
        this HubConnection hub, Stage stage, string runId, long offset = 0) =>
        hub.StreamAsync<string>($"Stream{stage}", runId, offset, TestContext.Current.CancellationToken);

    /// <summary>A stage's whole text.</summary>
    public static async Task<string> TextAsync(this HubConnection hub, Stage stage, string runId, long offset = 0) =>
        string.Concat(await hub.ReadAsync(stage, runId, offset).ToListAsync());

    /// <summary>A run's events up to its end.</summary>
    public static async Task<IReadOnlyList<RunEvent>> EventsAsync(this HubConnection hub, string runId, long after = 0) =>
        await hub.WatchAsync(runId, after).ToListAsync();

    /// <summary>Streams a run's events.</summary>
    public static IAsyncEnumerable<RunEvent> WatchAsync(this HubConnection hub, string runId, long after = 0) =>
        hub.StreamAsync<RunEvent>("Watch", runId, after, TestContext.Current.CancellationToken);

    /// <summary>The code of a hub exception, parsed as a client does.</summary>
    public static string Code(this HubException exception)
    {
        const string mark = "HubException: ";
        var said = exception.Message[(exception.Message.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..];
        return said[..said.IndexOf(':', StringComparison.Ordinal)];
    }

    /// <summary>The code of an ending.</summary>
    public static async Task<string> CodeOfAsync(Func<Task> act) =>
        (await act.Should().ThrowAsync<HubException>()).Which.Code();
}
