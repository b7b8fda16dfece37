using Interception.Server.Classroom;
using Interception.Server.Classroom.Board;
using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Classroom;

/// <summary>What the lesson does by itself as time goes by.</summary>
public sealed class LessonKeeperTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly App _app;

    public LessonKeeperTests()
    {
        _app = ClassVisits.NewClass(_time);
        // Reading a service starts the server.
        _ = _app.Services;
    }

    private LessonControls Lesson => _app.Services.GetRequiredService<LessonControls>();
    private ClassroomPages Pages => _app.Services.GetRequiredService<ClassroomPages>();
    private ClassRecord Class => _app.Services.GetRequiredService<IClassroomStore>().Current;

    [Fact(Timeout = 30_000)]
    public async Task A_countdown_holds_the_line_when_it_is_over_and_a_release_takes_it_away()
    {
        await Lesson.SetCountdownAsync(10);
        _time.Advance(TimeSpan.FromMinutes(9.9));
        _app.Controls().IsHeld.Should().BeFalse();
        _time.Advance(TimeSpan.FromMinutes(0.2));

        _app.Controls().IsHeld.Should().BeTrue();
        await Lesson.ReleaseAsync();
        _app.Controls().IsHeld.Should().BeFalse();
        Class.Lesson.EndsAt.Should().BeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_countdown_that_was_taken_back_or_set_anew_holds_nothing()
    {
        await Lesson.SetCountdownAsync(1);
        await Lesson.SetCountdownAsync(5);
        _time.Advance(TimeSpan.FromMinutes(2));
        await Lesson.SetCountdownAsync(null);
        _time.Advance(TimeSpan.FromMinutes(10));

        _app.Controls().IsHeld.Should().BeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_has_left_is_away_on_the_board_for_ten_minutes_and_then_gone()
    {
        var stays = (await Pages.OpenAsync("stays")).Children["stays"].Name;
        var leaves = (await Pages.OpenAsync("leaves")).Children["leaves"].Name;
        await Pages.CloseAsync("leaves");

        Look(leaves)!.State.Should().Be(ChildState.Typing, "it may only be reloading its page");
        _time.Advance(TimeSpan.FromSeconds(4));
        Look(leaves)!.State.Should().Be(ChildState.Away);
        _time.Advance(TimeSpan.FromMinutes(9));
        Look(leaves).Should().NotBeNull();
        _time.Advance(TimeSpan.FromMinutes(1.5));
        Look(leaves).Should().BeNull();
        Look(stays).Should().NotBeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_lesson_that_nobody_ended_is_forgotten_an_hour_after_the_last_child_has_left()
    {
        await Pages.OpenAsync("child");
        await _app.Services.GetRequiredService<IClassroomStore>().ChangeAsync(record => record with
        {
            Offers = record.Offers.Add(new("1", "run", "amber fox", "a piece", OnWall: false)),
        });
        Pass(minutes: 120);
        Class.Offers.Should().ContainSingle("the child is still there");
        await Pages.CloseAsync("child");

        Pass(minutes: 30);
        Class.Offers.Should().ContainSingle();
        Pass(minutes: 45);
        Class.Offers.Should().BeEmpty();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>In steps: to a clock that leaps every round in between would come at its end.</summary>
    private void Pass(int minutes)
    {
        for (; minutes > 0; minutes--) _time.Advance(TimeSpan.FromMinutes(1));
    }

    private ClassChild? Look(string name) => _app.Services.GetRequiredService<ClassBoard>().LookAsync().AsTask().GetAwaiter().GetResult().Children.SingleOrDefault(child => child.Name == name);
}
