using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Classroom;

/// <summary>A teacher reads along only while every child's page says so.</summary>
public sealed class LookTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Children = 30;

    private readonly App _app = ClassVisits.NewClass(null, ("Ollama:ParallelPerEndpoint", "30"));
    private readonly ConcurrentBag<IAsyncDisposable> _open = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public Task In_twenty_switches_the_sign_is_on_thirty_pages_before_the_first_character_leaves() => SwitchAsync(times: 20);

    [Fact(Timeout = 120_000, Explicit = true)]
    public Task In_a_hundred_switches_the_sign_is_on_thirty_pages_before_the_first_character_leaves() => SwitchAsync(times: 100);

    [Fact(Timeout = 60_000)]
    public async Task A_text_that_is_read_along_breaks_off_as_soon_as_that_is_over()
    {
        await using var teacher = await _app.TeacherAsync();
        await using var child = await _app.ChildAsync();
        var tokens = new Support.Ollama.Turnstile();
        _app.Ollama.EnqueueText(Support.Ollama.Script.Tokens(Enumerable.Repeat("bird ", 100)).InLockStep(tokens));
        var run = await child.StartAsync(new { text = "a blue bird" });
        (await CodeAsync(teacher, run)).Should().Be(Codes.AccessDenied, "nobody can read along yet");
        await teacher.SayAsync("SetLook", true);
        await using var pieces = teacher.StreamAsync<string>("StreamRun", run.RunId[..6], "Interception", 0, Cancel).GetAsyncEnumerator(Cancel);
        tokens.Release();
        (await pieces.MoveNextAsync()).Should().BeTrue();

        await teacher.SayAsync("SetLook", false);
        tokens.Release();

        var ending = await FluentActions.Awaiting(async () =>
        {
            while (await pieces.MoveNextAsync()) { }
        }).Should().ThrowAsync<HubException>();
        ending.Which.Code().Should().Be(Codes.AccessDenied);
        (await CodeAsync(teacher, run)).Should().Be(Codes.AccessDenied);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_teacher_reads_the_same_text_from_any_character_on_and_keeps_no_run_alive()
    {
        await using var teacher = await _app.TeacherAsync();
        await using var child = await _app.ChildAsync();
        var run = await child.StartAllAsync();
        await child.EventsAsync(run.RunId);
        await teacher.SayAsync("SetLook", true);
        var whole = await child.TextAsync(Stage.Output, run.RunId);

        var rest = string.Concat(await teacher.StreamAsync<string>("StreamRun", run.RunId[..6], "Output", 7, Cancel).ToListAsync(Cancel));

        rest.Should().Be(whole[7..]);
        _app.Controls().IsUnread(run.RunId).Should().BeTrue();
        var next = await child.StartAsync(new { text = "another" });
        using var turnsAway = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var reading = teacher.StreamAsync<string>("StreamRun", next.RunId[..6], "Output", 0, turnsAway.Token).ToListAsync(turnsAway.Token).AsTask();
        (await teacher.StreamAsync<string>("StreamRun", next.RunId[..6], "PreInterception", 0, Cancel).ToListAsync(Cancel)).Should().Equal("another");
        _app.Controls().IsUnread(next.RunId).Should().BeTrue("a teacher who looks is no reader");
        await turnsAway.CancelAsync();
        await Task.WhenAny(reading);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _open) await one.DisposeAsync();
        await _app.DisposeAsync();
    }

    private async Task SwitchAsync(int times)
    {
        var signs = new bool[Children];
        var pages = await Task.WhenAll(Enumerable.Range(0, Children).Select(async n =>
        {
            var child = await _app.ChildAsync();
            _open.Add(child);
            var page = child.Classroom(state => Volatile.Write(ref signs[n], state.Look));
            _open.Add(page);
            await page.WaitForAsync(_ => true);
            return (Hub: child, Page: page);
        }));
        var run = await pages[0].Hub.StartAllAsync();
        await pages[0].Hub.EventsAsync(run.RunId);
        await using var teacher = await _app.TeacherAsync();
        var (early, late) = (0, 0);
        for (var n = 0; n < times; n++)
        {
            // Read at the same time as it is switched on: whatever comes, comes behind the signs.
            var on = teacher.SayAsync("SetLook", true);
            await using (var pieces = teacher.StreamAsync<string>("StreamRun", run.RunId[..6], "Output", 0, Cancel).GetAsyncEnumerator(Cancel))
            {
                await on;
                (await pieces.MoveNextAsync()).Should().BeTrue();
                // Written to the connection is not yet read by the page; a page that reads has read it by now.
                foreach (var (_, page) in pages.Where((_, at) => !Volatile.Read(ref signs[at])))
                {
                    late++;
                    if (await IsEarlyAsync(page)) early++;
                }
            }
            await teacher.SayAsync("SetLook", false);
        }

        output.WriteLine($"{times} switches, {Children} pages: {late} signs were read in the same moment as the text, {early} after it.");
        early.Should().Be(0);
    }

    /// <summary>Both ends of every connection share this process: a sign that was sent first is at most a thread's turn away.</summary>
    private static async Task<bool> IsEarlyAsync(Follower<ClassroomState> page)
    {
        var turn = page.WaitUntilAsync(state => state.Look);
        return await Task.WhenAny(turn, Task.Delay(TimeSpan.FromSeconds(2), Cancel)) != turn;
    }

    private static Task<string> CodeAsync(HubConnection teacher, RunStarted run) => Hubs.CodeOfAsync(async () =>
        await teacher.StreamAsync<string>("StreamRun", run.RunId[..6], "PreInterception", 0, Cancel).ToListAsync(Cancel));
}
