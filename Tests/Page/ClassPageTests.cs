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
public sealed class ClassPageTests(Browser browser, ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly int[] Widths = [320, 1366, 1920];
    private static readonly (string Language, ColorScheme Scheme)[] Looks =
    [
        ("en", ColorScheme.Light), ("de", ColorScheme.Dark), ("ar", ColorScheme.Light), ("ko", ColorScheme.Dark),
        ("fr", ColorScheme.Light), ("tr", ColorScheme.Dark), ("uk", ColorScheme.Light), ("ru", ColorScheme.Dark),
    ];

    private readonly App _app = ClassVisits.NewClass(null, ("Access:Code", "meadow"));
    private Uri? _address;
    private int _looks;

    [Fact(Timeout = 180_000)]
    public async Task Everybody_can_use_the_board_and_read_the_wall_and_thirty_children_fit_on_a_laptop()
    {
        await using var teacher = await OpenAsync("teacher", 1366, 768);
        await FillAsync();
        await Assertions.Expect(teacher.Find("tile")).ToHaveCountAsync(30);

        var bottom = await teacher.Page.EvaluateAsync<double>("() => document.querySelector('.tiles').getBoundingClientRect().bottom");
        bottom.Should().BeLessThanOrEqualTo(768, "thirty tiles are seen without scrolling");
        await AxeFindsNothingAsync(teacher);
        await teacher.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AxeFindsNothingAsync(teacher, "color-contrast");
        await FitsAsync(teacher);
        await SpeakAsync(teacher, "ar");
        await Assertions.Expect(teacher.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await FitsAsync(teacher);

        await using var beamer = await teacher.BesideAsync(new Uri(Address, "wall").ToString());
        await beamer.Expect("code").ToHaveTextAsync("meadow");
        await beamer.Expect("wall-piece").ToContainTextAsync("A piece that lies on the wall");
        await AxeFindsNothingAsync(beamer);
        (await beamer.Page.Locator("body").InnerTextAsync()).Should().NotContainAny([.. Names(), "I need somebody."]);
        await FitsAsync(beamer);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_teachers_code_the_page_says_how_to_set_one_and_children_see_no_class()
    {
        await using var app = new App();
        await using var teacher = await browser.VisitAsync(new(app.Listen(), "teacher"), Screens.Still);

        await teacher.Expect("no-teacher-code").ToContainTextAsync("Access__TeacherCode");
        await using var child = await teacher.BesideAsync(app.ClientOptions.BaseAddress.ToString());
        await child.Expect("start").ToBeVisibleAsync();
        await child.Expect("class").ToHaveCountAsync(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_next_child_at_the_same_tablet_has_another_name_and_no_hand_up()
    {
        await using var child = await browser.VisitAsync(Address, Screens.Still);
        await child.EnterAsync("meadow");
        var name = await child.Find("class-name").InnerTextAsync();
        await child.PressAsync("class-hand");
        await Assertions.Expect(child.Find("class-hand")).ToHaveAttributeAsync("aria-pressed", "true");

        await child.PressAsync("next-child");
        await child.PressAsync("next-child-yes");

        await child.Expect("class-name").Not.ToHaveTextAsync(name);
        await child.Expect("class-hand").ToHaveAttributeAsync("aria-pressed", "false");
        await child.Page.ReloadAsync();
        (await child.Find("class-name").InnerTextAsync()).Should().NotBe(name);
    }

    [Fact(Timeout = 1_200_000, Explicit = true)]
    public async Task In_every_state_language_scheme_and_size_axe_finds_nothing()
    {
        await LessonAsync(EverywhereAsync, OneByOneAsync);
        output.WriteLine($"{_looks} looks of axe found nothing.");
    }

    [Fact(Timeout = 180_000)]
    public Task In_every_state_axe_finds_nothing() => LessonAsync(OnceAsync, AllDialogsAsync);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Uri Address => _address ??= _app.Listen();

    private async Task<Visitor> OpenAsync(string page, int width, int height)
    {
        var visitor = await browser.VisitAsync(new(Address, page), Screens.Sized(width, height));
        await visitor.EnterAsync(ClassVisits.TeacherCode);
        await visitor.Expect("nobody").ToBeVisibleAsync();
        return visitor;
    }

    private IEnumerable<string> Names() => _app.Services.GetRequiredService<IClassroomStore>().Current.Children.Values.Select(child => child.Name);

    /// <summary>Thirty children with everything that a board can show, without a run.</summary>
    private async Task FillAsync()
    {
        var members = _app.Services.GetRequiredService<ClassroomMembers>();
        for (var n = 0; n < 30; n++) await _app.Services.GetRequiredService<ClassroomPages>().OpenAsync($"session {n}");
        await members.RaiseHandAsync("session 3", isUp: true);
        await _app.Services.GetRequiredService<IClassroomStore>().ChangeAsync(record => record with
        {
            Alerts = [new("1", "session 5", record.Children["session 5"].Name, TextCategory.SelfHarm, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), "I need somebody.")],
            Offers =
            [
                new("1", "run 1", record.Children["session 7"].Name, "A piece that nobody has put on the wall yet.", OnWall: false),
                new("2", "run 2", record.Children["session 8"].Name, "A piece that lies on the wall: morning again, says the fence.", OnWall: true),
            ],
            Lesson = record.Lesson with { Held = true, HoldMessage = "Look to the front, please", EndsAt = DateTimeOffset.UtcNow.AddMinutes(12).ToUnixTimeMilliseconds(), Pieces = 3 },
        });
    }

    /// <summary>A lesson in all its states, from the code at the door to the end, with a look at each.</summary>
    private async Task LessonAsync(Func<Visitor, string, Task> lookAsync, Func<Visitor, Task> dialogsAsync)
    {
        await using var gate = await browser.VisitAsync(new(Address, "teacher"), Screens.Sized(1366, 768));
        await lookAsync(gate, "gate");
        await using var teacher = await OpenAsync("teacher", 1366, 768);
        await lookAsync(teacher, "nobody");
        await dialogsAsync(teacher);
        await using var beamer = await teacher.BesideAsync(new Uri(Address, "wall").ToString());
        await beamer.Expect("qr").ToBeVisibleAsync();
        await lookAsync(beamer, "wall-join");
        await FillAsync();
        await lookAsync(beamer, "wall-piece");
        await lookAsync(teacher, "board");
        await teacher.Find("tile").First.ClickAsync();
        await lookAsync(teacher, "child");
        await teacher.PressAsync("close-child");
        await teacher.PressAsync("open-alert");
        await lookAsync(teacher, "dialog-open-alert");
        await teacher.PressAsync("ask-alert-yes");
        await teacher.Expect("alert-text").ToHaveTextAsync("I need somebody.");
        await teacher.PressAsync("look");
        await lookAsync(teacher, "look");
        await teacher.PressAsync("end");
        await teacher.PressAsync("ask-end-yes");
        await teacher.Expect("over").ToBeVisibleAsync();
        await lookAsync(teacher, "over");
        await lookAsync(beamer, "wall-over");
    }

    private async Task OneByOneAsync(Visitor teacher)
    {
        foreach (var dialog in new[] { "hold", "message", "countdown", "pieces", "stop-all", "end" })
        {
            await teacher.PressAsync(dialog);
            await EverywhereAsync(teacher, $"dialog-{dialog}");
            await teacher.Page.Keyboard.PressAsync("Escape");
        }
    }

    /// <summary>All questions below one another, so that one look does for all.</summary>
    private async Task AllDialogsAsync(Visitor teacher)
    {
        await teacher.Page.EvaluateAsync("""
            () => document.querySelectorAll('dialog').forEach(dialog => {
              dialog.style.position = 'static'
              dialog.show()
            })
            """);
        (await teacher.Page.Locator("dialog:visible").CountAsync()).Should().BeGreaterThanOrEqualTo(6);
        await OnceAsync(teacher, "dialogs");
        await teacher.Page.ReloadAsync();
        await teacher.Expect("nobody").ToBeVisibleAsync();
    }

    private async Task OnceAsync(Visitor page, string state)
    {
        // The test of the board and the wall looks at them.
        if (state is "board" or "wall-piece") return;
        await AxeFindsNothingAsync(page);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AxeFindsNothingAsync(page, "color-contrast");
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private async Task EverywhereAsync(Visitor page, string state)
    {
        foreach (var (language, scheme) in Looks)
        {
            await SpeakAsync(page, language);
            await page.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var width in Widths)
            {
                await page.Page.SetViewportSizeAsync(width, 800);
                await AxeFindsNothingAsync(page);
                await page.PictureAsync($"{state}-{language}-{scheme}-{width}".ToLowerInvariant());
            }
        }
        await FitsAsync(page);
        await page.Page.SetViewportSizeAsync(1366, 768);
    }

    /// <summary>The wall has no choice of languages: it speaks what was chosen on the board before it was opened.</summary>
    private static async Task SpeakAsync(Visitor page, string language)
    {
        if (await page.Find("language").CountAsync() == 0) return;
        await page.Find("language").EvaluateAsync("(choice, language) => { choice.value = language; choice.dispatchEvent(new Event('change')) }", language);
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
    }

    private static async Task FitsAsync(Visitor page)
    {
        foreach (var width in new[] { 320, 1280, 1920 })
        {
            await page.Page.SetViewportSizeAsync(width, 800);
            (await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
        }
    }

    private async Task AxeFindsNothingAsync(Visitor page, params string[] rules)
    {
        _looks++;
        await page.AxeFindsNothingAsync(rules);
    }
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
