using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Classroom;

/// <summary>A cry for help that comes while the class cannot be changed.</summary>
public class LateAlertTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_cry_for_help_is_told_as_soon_as_the_class_can_be_changed_again_and_once()
    {
        var (time, store) = (new FakeTimeProvider(), new BusyClassroomStore { IsBusy = true });
        await using var app = new App(time, ("Access:TeacherCode", ClassVisits.TeacherCode)) { Parts = services => services.AddSingleton<IClassroomStore>(store) };

        var run = await app.StartAsync("Ich will nicht mehr leben.");
        (await run.EndAsync()).Code.Should().Be(Codes.Blocked);
        time.Advance(TimeSpan.FromSeconds(20));
        store.Current.Alerts.Should().BeEmpty();
        store.Refused.Should().BeGreaterThan(2);
        store.IsBusy = false;
        for (var second = 0; second < 3; second++) time.Advance(TimeSpan.FromSeconds(1));

        store.Current.Alerts.Should().ContainSingle().Which.Category.Should().Be(TextCategory.SelfHarm);
    }
}
