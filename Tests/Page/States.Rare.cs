using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Page;

/// <content>States that other tests look at for what they do; the picture book looks at how they look.</content>
internal static partial class States
{
    private static readonly Dictionary<string, Way> RareWays = new()
    {
        ["typed"] = (_, child) => child.Find("idea").FillAsync(string.Join(' ', Enumerable.Repeat(Rewritten, 6))[..1900]),
        ["piece"] = PieceAsync,
        ["changes"] = ChangesAsync,
        ["large"] = LargeAsync,
        ["unwilling"] = UnwillingAsync,
        ["breaks-off"] = BreaksOffAsync,
        ["busy"] = BusyAsync,
        ["slow"] = SlowAsync,
        ["kept"] = KeptAsync,
        ["door"] = DoorAsync,
        ["class"] = ClassAsync,
        ["class-wall"] = ClassWallAsync,
        ["class-told"] = ClassToldAsync,
    };

    /// <summary>All states.</summary>
    public static TheoryData<string> All => [.. Ways.Keys, .. RareWays.Keys];

    private static async Task PieceAsync(App app, Visitor child)
    {
        var model = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens(Words(Rewritten)), Script.Tokens(Words(Piece)).InLockStep(model));
        await child.StartAsync(Idea, Rules);
        await child.MayReviseAsync(Rewritten);
        await child.PressAsync("continue");
        model.Release(60);
        await child.SeesAsync(Stage.Output, string.Concat(Words(Piece).Take(60)));
    }

    private static async Task ChangesAsync(App app, Visitor child)
    {
        await PausedAsync(app, child);
        await child.PressAsync("show-changes");
        await child.Expect("changes").ToBeVisibleAsync();
    }

    private static async Task LargeAsync(App app, Visitor child)
    {
        await FinishedAsync(app, child);
        await child.PressAsync("large");
        await child.Expect("large-piece").ToBeVisibleAsync();
    }

    private static async Task UnwillingAsync(App app, Visitor child)
    {
        app.Ollama.OnText(_ => Script.Tokens("I'm", " sorry").Done("content_filter"));
        await child.StartAsync(Idea, Rules);
        await child.Expect("reason").ToContainTextAsync(Support.Words.Of("en", "reason", "unwilling"));
    }

    private static async Task BreaksOffAsync(App app, Visitor child)
    {
        app.Ollama.EnqueueText(Script.Tokens(Words(Rewritten)), Script.Tokens("On the night", " the lamp").Done("length"));
        await child.StartAsync(Idea, Rules);
        await child.MayReviseAsync(Rewritten);
        await child.PressAsync("continue");
        await child.Expect("reason").ToContainTextAsync(Support.Words.Of("en", "code", Codes.Truncated));
    }

    private static async Task BusyAsync(App app, Visitor child)
    {
        await app.StartWritingAsync();
        await child.StartAsync(Idea, Rules);
        await child.Expect("reason").ToContainTextAsync(Support.Words.Of("en", "code", Codes.Busy));
    }

    private static async Task SlowAsync(App app, Visitor child)
    {
        await WritingAsync(app, child);
        await child.PressAsync("slow");
        await child.Expect("slow-again").ToBeEnabledAsync();
    }

    private static async Task KeptAsync(App app, Visitor child)
    {
        await RevisedAsync(app, child);
        await child.StartAsync("A house that loves the dark", Rules);
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.PressAsync("tab-earlier");
        await child.Expect("kept").ToBeVisibleAsync();
    }

    private static async Task DoorAsync(App app, Visitor child)
    {
        await child.EnterAsync("not this one");
        await child.Expect("access-answer").ToContainTextAsync("That is not the code");
    }

    private static async Task ClassAsync(App app, Visitor child)
    {
        await FinishedAsync(app, child);
        await child.PressAsync("class-hand");
        var ends = DateTimeOffset.UtcNow.AddMinutes(12).ToUnixTimeMilliseconds();
        await app.Services.GetRequiredService<IClassroomStore>().ChangeAsync(record => record with
        {
            Offers = [new("1", "run 1", "teal otter", Rewritten, OnWall: true), new("2", "run 2", "ruby owl", Piece, OnWall: true)],
            Lesson = record.Lesson with { Held = true, HoldMessage = "Look to the front, please", EndsAt = ends, Pieces = 3, LooksSince = 1 },
        });
        await child.Expect("class-notes").ToContainTextAsync("Look to the front");
        await child.Expect("class-wall").ToBeVisibleAsync();
    }

    private static async Task ClassWallAsync(App app, Visitor child)
    {
        await ClassAsync(app, child);
        await child.PressAsync("class-wall");
        await child.Expect("class-wall-close").ToBeVisibleAsync();
    }

    private static async Task ClassToldAsync(App app, Visitor child)
    {
        await using var teacher = await app.ListenedTeacherAsync();
        await using var board = teacher.Board();
        await BlockedAsync(app, child, "self-harm");
        await child.Expect("class-notes").ToContainTextAsync("An adult has been told");
    }
}
