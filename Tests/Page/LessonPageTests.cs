using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>A lesson as it is: two children at real pages, a teacher at the board, the wall on the beamer.</summary>
[Collection(typeof(InTheBrowser))]
public sealed class LessonPageTests(Browser browser, ITestOutputHelper output) : IAsyncDisposable
{
    private const string Cry = "I want to die.";

    private readonly App _app = ClassVisits.NewClass(null, ("Ollama:ParallelPerEndpoint", "30"));
    private readonly List<HubConnection> _others = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public Task A_lesson_with_two_children() => LessonAsync(others: 0);

    [Fact(Timeout = 600_000, Explicit = true)]
    public Task A_lesson_with_thirty_children() => LessonAsync(others: 28);

    [Fact(Timeout = 120_000)]
    public async Task By_keyboard_alone_the_child_with_its_hand_up_is_found_a_run_is_stopped_and_the_class_is_held()
    {
        var address = _app.Listen();
        _app.Ollama.EnqueueText(Script.Tokens("bird ").ThenStall());
        await using var child = await _app.ListenedChildAsync();
        await using var seen = child.Classroom();
        await seen.WaitForAsync(_ => true);
        var run = await child.StartAsync(new { text = "a blue bird" });
        await child.FirstPieceAsync(Stage.Interception, run.RunId);
        await child.SayAsync("RaiseHand", true);
        await using var teacher = await browser.VisitAsync(new(address, "teacher"), Screens.Still);
        await teacher.Expect("access-code").ToBeFocusedAsync();
        await teacher.Page.Keyboard.TypeAsync(ClassVisits.TeacherCode);
        await teacher.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(teacher.Find("tile")).ToContainTextAsync("hand up");

        await PressKeyAsync(teacher, "tile");
        await PressKeyAsync(teacher, "stop-one");
        await PressKeyAsync(teacher, "ask-stop-yes");
        (await child.EventsAsync(run.RunId)).OfType<RunEnd>().Single().Code.Should().Be(Codes.Stopped);
        await teacher.Page.Keyboard.PressAsync("Escape");
        await PressKeyAsync(teacher, "hold");
        await PressKeyAsync(teacher, "ask-hold-yes");
        await seen.WaitUntilAsync(state => state.Held);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others) await other.DisposeAsync();
        await _app.DisposeAsync();
    }

    private async Task LessonAsync(int others)
    {
        // As a tablet finds it: under an address, not under this machine's own name.
        var address = new UriBuilder(_app.Listen()) { Host = Browser.FromATablet }.Uri;
        await using var teacher = await browser.VisitAsync(new(address, "teacher"), Screens.Sized(1366, 768));
        await teacher.EnterAsync(ClassVisits.TeacherCode);
        await using var wall = await teacher.BesideAsync(new Uri(address, "wall").ToString());
        var join = new Uri(await wall.Find("address").InnerTextAsync());
        join.Should().Be(address, "that is what the code on the wall says");
        await wall.Expect("qr").ToBeVisibleAsync();
        await using var ada = await browser.VisitAsync(join, Screens.Sized(1280, 900));
        await using var ben = await browser.VisitAsync(join, Screens.Sized(390, 844));
        await JoinAsync(others);
        await Assertions.Expect(teacher.Find("tile")).ToHaveCountAsync(2 + others);

        // A hand, and the class is held.
        await ben.PressAsync("class-hand");
        await Assertions.Expect(teacher.Find("tile").First).ToContainTextAsync("hand up");
        await HoldAsync(teacher, ada);

        // Ada's piece is read along, offered, put on the wall, and taken up by Ben.
        await teacher.PressAsync("look");
        await ada.Expect("class-notes").ToContainTextAsync("read along");
        await ada.StartAsync();
        await ada.MayReviseAsync(ScriptedOllama.Text);
        var name = await NameAsync(ada);
        await teacher.Find("tile").Filter(new() { HasText = name }).ClickAsync();
        await Assertions.Expect(teacher.Find("live-text").Last).ToContainTextAsync("until even the moon");
        await teacher.PictureAsync("lesson-look");
        await teacher.PressAsync("close-child");
        await teacher.PressAsync("look");
        await ada.PressAsync("continue");
        await ada.SeesAsync(Stage.Output, ScriptedOllama.Text);
        await ada.PressAsync("class-offer");
        await teacher.PressAsync("show");
        await wall.Expect("wall-piece").ToHaveTextAsync(ScriptedOllama.Text);
        await wall.PictureAsync("lesson-wall");
        await ben.PressAsync("class-wall");
        await ben.PressAsync("class-reuse");
        await ben.Expect("idea").ToHaveValueAsync(ScriptedOllama.Text);

        // A cry for help.
        await ben.StartAsync(Cry);
        await teacher.Expect("alerts").ToContainTextAsync(await NameAsync(ben));
        await ben.Expect("class-notes").ToContainTextAsync("An adult has been told");
        await teacher.PictureAsync("lesson-alert");
        await ben.PictureAsync("lesson-told");
        (await teacher.Page.ContentAsync()).Should().NotContain(Cry);
        await teacher.PressAsync("open-alert");
        await teacher.PressAsync("ask-alert-yes");
        await teacher.Expect("alert-text").ToHaveTextAsync(Cry);

        await teacher.PressAsync("end");
        await teacher.PressAsync("ask-end-yes");
        await teacher.Expect("over").ToBeVisibleAsync();
        await wall.Expect("wall-over").ToBeVisibleAsync();
        await ada.Expect("class-notes").ToContainTextAsync("The lesson is over");
        await teacher.PictureAsync("lesson-over");
    }

    /// <summary>The countdown is over in a moment: then the class is held, and the page of a child says so.</summary>
    private async Task HoldAsync(Visitor teacher, Visitor child)
    {
        await teacher.PressAsync("countdown");
        await teacher.Find("ask-countdown-value").FillAsync("12");
        await teacher.PressAsync("ask-countdown-yes");
        await child.Expect("class-countdown").ToBeVisibleAsync();
        await teacher.PressAsync("hold");
        await teacher.PressAsync("ask-hold-yes");
        await child.Expect("class-notes").ToContainTextAsync("Look to the front, please");
        await child.PictureAsync("lesson-held");
        await teacher.PictureAsync("lesson-board");
        await teacher.PressAsync("release");
        await teacher.Expect("held").ToHaveCountAsync(0);
    }

    /// <summary>Others sit there, write and read, and leave the pages in peace.</summary>
    private async Task JoinAsync(int others)
    {
        for (var n = 0; n < others; n++)
        {
            var other = await _app.ListenedChildAsync();
            _others.Add(other);
            _ = new Follower<ClassroomState>(other, "WatchClassroom");
            var started = await other.StartAsync(new { text = $"idea {n}", until = n % 3 == 0 ? "Output" : "Interception" });
            _ = new Follower<RunEvent>(other, "Watch", started.RunId, 0L);
        }
        if (others > 0) output.WriteLine($"{others} others are there.");
    }

    private static async Task<string> NameAsync(Visitor child) =>
        (await child.Find("class-name").Locator(".child-name > :last-child").InnerTextAsync()).Trim();

    /// <summary>Goes on with Tab until the part has the focus, and presses Enter.</summary>
    private static async Task PressKeyAsync(Visitor teacher, string name)
    {
        var hasFocus = $"() => document.activeElement?.dataset.testid === '{name}'";
        for (var tabs = 0; !await teacher.Page.EvaluateAsync<bool>(hasFocus); tabs++)
        {
            tabs.Should().BeLessThan(60, $"{name} can be reached");
            await teacher.Page.Keyboard.PressAsync("Tab");
        }
        await teacher.Page.Keyboard.PressAsync("Enter");
    }
}
