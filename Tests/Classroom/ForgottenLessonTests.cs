using System.Runtime.CompilerServices;
using Interception.Server.Classroom.Store;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Classroom;

/// <summary>When a lesson has ended nothing of it is left in memory, while everybody is still connected.</summary>
[Collection(typeof(Alone))]
public sealed class ForgottenLessonTests : IAsyncDisposable
{
    private readonly App _app = ClassVisits.NewClass();
    private readonly List<IAsyncDisposable> _open = [];

    [Fact(Timeout = 60_000)]
    public async Task After_the_end_of_a_lesson_no_text_name_offer_or_message_is_in_memory()
    {
        await using var teacher = await _app.TeacherAsync();
        await using var child = await _app.ChildAsync();
        // The first one warms up what keeps its last visitor, such as the connections to the model server.
        await LearnAsync(teacher, child);
        await teacher.SayAsync("EndLesson");
        var kept = await LearnAsync(teacher, child);

        await teacher.SayAsync("EndLesson");

        for (var round = 0; round < 20 && kept.Any(one => one.Reference.IsAlive); round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            // What is being told is on the way for a moment.
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        kept.Where(one => one.Reference.IsAlive).Select(one => one.What).Should().BeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _open) await one.DisposeAsync();
        await _app.DisposeAsync();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<List<(string What, WeakReference Reference)>> LearnAsync(HubConnection teacher, HubConnection child)
    {
        // Both go on when the lesson ends. What they hold are copies: it went over the wire.
        var board = teacher.Board();
        var page = child.Classroom();
        _open.AddRange([board, page]);
        await page.WaitForAsync(_ => true);
        var run = await child.StartAllAsync();
        await child.EventsAsync(run.RunId);
        await child.SayAsync("Offer", run.RunId);
        await child.StartAsync(new { text = "Ich will nicht mehr leben." });
        await teacher.SayAsync("SetMessage", "Five minutes left");
        await board.ShowsAsync(shown => shown.Alerts.Count == 1 && shown.Offers.Count == 1);
        await teacher.SayAsync("ShowOnWall", board.Offers.Keys.Single());
        return References(run.RunId);
    }

    private List<(string What, WeakReference Reference)> References(string runId)
    {
        var record = _app.Services.GetRequiredService<IClassroomStore>().Current;
        var run = _app.Controls().Find(runId);
        return
        [
            ("class", new(record)), ("name", new(record.Children.Values.First().Name)), ("offer", new(record.Offers[0])), ("piece", new(record.Offers[0].Text)),
            ("alert", new(record.Alerts[0])), ("cry", new(record.Alerts[0].Text)), ("message", new(record.Lesson.Message)),
            ("run", new(run)), ("journal", new(_app.ReadAsync(runId).GetAwaiter().GetResult())), ("idea", new(run.Work.Material.Assignment.Idea)),
        ];
    }
}
