using System.Diagnostics;
using Interception.Server.Classroom;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Classroom;

/// <summary>However many children: the board is right, and what a teacher says is everywhere, within a second.</summary>
[Collection(typeof(Alone))]
public sealed class LargeClassTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Hall = 300;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly App _app = ClassVisits.NewClass();

    [Theory(Timeout = 60_000)]
    [InlineData(30)]
    [InlineData(Hall)]
    public async Task The_board_is_right_within_a_second(int children)
    {
        var members = _app.Services.GetRequiredService<ClassroomMembers>();
        var keys = Enumerable.Range(0, children).Select(n => $"session {n}").ToList();
        foreach (var key in keys) await _app.Services.GetRequiredService<ClassroomPages>().OpenAsync(key);
        await using var teacher = await _app.TeacherAsync();
        await using var board = teacher.Board();
        await board.ShowsAsync(ChildState.Typing, children);

        var isUp = false;
        foreach (var many in new[] { 1, 7, children })
        {
            isUp = !isUp;
            var begun = Stopwatch.GetTimestamp();
            foreach (var key in keys.Take(many)) await members.RaiseHandAsync(key, isUp);
            var hands = isUp ? many : 0;
            await board.ShowsAsync(shown => shown.Children.Values.Count(child => child.Hand) == hands);
            var took = Stopwatch.GetElapsedTime(begun);
            output.WriteLine($"{children} children, {many} hands: {took.TotalMilliseconds:0} ms.");
            took.Should().BeLessThan(Second);
        }

        if (children == Hall) await TenASecondAsync(board, members, keys);
    }

    [Fact(Timeout = 60_000)]
    public async Task Hold_countdown_and_message_are_on_thirty_pages_within_a_second_and_on_one_that_comes_back()
    {
        var children = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => _app.ChildAsync()));
        var pages = children.Select(child => child.Classroom()).ToList();
        foreach (var page in pages) await page.WaitForAsync(_ => true);
        await using var teacher = await _app.TeacherAsync();

        var begun = Stopwatch.GetTimestamp();
        await teacher.SayAsync("Hold", "Look to the front, please");
        await teacher.SayAsync("SetCountdown", 5);
        await Task.WhenAll(pages.Select(page => page.WaitForAsync(state => state is { Held: true, Message: "Look to the front, please", EndsAt: not null })));
        var took = Stopwatch.GetElapsedTime(begun);

        output.WriteLine($"On thirty pages after {took.TotalMilliseconds:0} ms.");
        took.Should().BeLessThan(Second);
        await using var back = await _app.ChildAsync();
        await using var again = back.Classroom();
        (await again.WaitForAsync(_ => true)).Should().Match<ClassroomState>(state => state.Held && state.Message == "Look to the front, please" && state.EndsAt != null);
        foreach (var child in children) await child.DisposeAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Whatever happens, a teacher's page is told no more than ten things in a second.</summary>
    private static async Task TenASecondAsync(BoardMirror board, ClassroomMembers members, List<string> keys)
    {
        var (before, begun) = (board.Events.Count, Stopwatch.GetTimestamp());
        for (var n = 0; Stopwatch.GetElapsedTime(begun) < Second; n++)
        {
            await members.RaiseHandAsync(keys[n % keys.Count], n % 2 == 0);
            await Task.Yield();
        }
        (board.Events.Count - before).Should().BeLessThanOrEqualTo(11, "ten, and one that was on its way");
    }
}
