using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Interception.Server.Classroom;
using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>The teacher's board and the wall, for everybody. Pictures of each stay in <c>pictures</c> beside the tests.</summary>
[Collection(typeof(InTheBrowser))]
public sealed class ClassPageTests(Browser browser) : IAsyncDisposable
{
    private readonly App _app = ClassVisits.NewClass(null, ("Access:Code", "meadow"));

    [Fact(Timeout = 180_000)]
    public async Task Everybody_can_use_the_board_and_thirty_children_fit_on_a_laptop()
    {
        await using var teacher = await browser.VisitAsync(new(_app.Listen(), "teacher"), Screens.Sized(1366, 768));
        await AxeFindsNothingAsync(teacher);
        await teacher.EnterAsync(ClassVisits.TeacherCode);
        await teacher.Expect("nobody").ToBeVisibleAsync();
        await FillAsync();
        await Assertions.Expect(teacher.Find("tile")).ToHaveCountAsync(30);

        var height = await teacher.Page.EvaluateAsync<int>("() => document.querySelector('.tiles').getBoundingClientRect().bottom");
        height.Should().BeLessThanOrEqualTo(768, "thirty tiles are seen without scrolling");
        await LookAsync(teacher, "board-en");
        await teacher.Find("tile").First.ClickAsync();
        await teacher.Expect("child").ToBeVisibleAsync();
        await AxeFindsNothingAsync(teacher);
        await teacher.PressAsync("close-child");
        await teacher.PressAsync("open-alert");
        await AxeFindsNothingAsync(teacher);
        await teacher.PressAsync("ask-alert-yes");
        await teacher.Expect("alert-text").ToHaveTextAsync("I need somebody.");
        await teacher.Find("language").SelectOptionAsync("de");
        await teacher.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await teacher.PictureAsync("board-de-dark");
        await AxeFindsNothingAsync(teacher);
        foreach (var width in new[] { 320, 390, 1920 })
        {
            await teacher.Page.SetViewportSizeAsync(width, 800);
            (await teacher.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
            await teacher.PictureAsync($"board-{width}");
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Everybody_can_read_the_wall()
    {
        await using var beamer = await browser.VisitAsync(new(_app.Listen(), "wall"), Screens.Sized(1920, 1080));
        await beamer.EnterAsync(ClassVisits.TeacherCode);
        await beamer.Expect("code").ToHaveTextAsync("meadow");
        await FillAsync();
        await beamer.Expect("wall-piece").ToContainTextAsync("A piece that lies on the wall");

        await LookAsync(beamer, "wall");
        (await beamer.Page.Locator("body").InnerTextAsync()).Should().NotContainAny([.. Names(), "I need somebody."]);
        await beamer.Page.SetViewportSizeAsync(320, 640);
        (await beamer.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(320);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_teachers_code_the_page_says_how_to_set_one_and_children_see_no_class()
    {
        await using var app = new App();
        await using var teacher = await browser.VisitAsync(new(app.Listen(), "teacher"), Screens.Still);

        await teacher.Expect("no-teacher-code").ToContainTextAsync("Access__TeacherCode");
        await AxeFindsNothingAsync(teacher);
        await using var child = await teacher.BesideAsync(new Uri(app.ClientOptions.BaseAddress, "/").ToString());
        await child.Expect("start").ToBeVisibleAsync();
        await child.Expect("class").ToHaveCountAsync(0);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<string> Names() => _app.Services.GetRequiredService<IClassroomStore>().Current.Children.Values.Select(child => child.Name);

    /// <summary>Thirty children with everything that a board can show, without a run.</summary>
    private async Task FillAsync()
    {
        var members = _app.Services.GetRequiredService<ClassroomMembers>();
        for (var n = 0; n < 30; n++) await members.OpenPageAsync($"session {n}");
        await members.RaiseHandAsync("session 3", isUp: true);
        await _app.Services.GetRequiredService<IClassroomStore>().ChangeAsync(record => record with
        {
            Alerts = [new("1", "session 5", record.Children["session 5"].Name, TextCategory.SelfHarm, 0, "I need somebody.")],
            Offers =
            [
                new("1", "run 1", record.Children["session 7"].Name, "A piece that nobody has put on the wall yet.", OnWall: false),
                new("2", "run 2", record.Children["session 8"].Name, "A piece that lies on the wall: morning again, says the fence.", OnWall: true),
            ],
            Lesson = record.Lesson with { Held = true, HoldMessage = "Look to the front, please", EndsAt = DateTimeOffset.UtcNow.AddMinutes(12).ToUnixTimeMilliseconds(), Pieces = 3 },
        });
    }

    private static async Task LookAsync(Visitor page, string name)
    {
        await page.PictureAsync(name);
        await AxeFindsNothingAsync(page);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.PictureAsync($"{name}-dark");
        await AxeFindsNothingAsync(page, "color-contrast");
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static async Task AxeFindsNothingAsync(Visitor page, params string[] rules) =>
        (await page.Page.RunAxe(rules is [] ? null : new() { RunOnly = RunOnlyOptions.Rules(rules) })).Violations
            .Select(found => $"{found.Help}: {string.Join(", ", found.Nodes.Select(node => node.Html))}").Should().BeEmpty();
}

/// <summary>What is done on any page of the class.</summary>
internal static class ClassPages
{
    /// <summary>Types the code at the door.</summary>
    public static async Task EnterAsync(this Visitor visitor, string code)
    {
        await visitor.Find("access-code").FillAsync(code);
        await visitor.PressAsync("access-enter");
    }

    /// <summary>Takes a picture, to be looked at.</summary>
    public static Task PictureAsync(this Visitor visitor, string name) =>
        visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"class-{name}.png") });
}
