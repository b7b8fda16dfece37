using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <content>When it is the child's turn, or all is over.</content>
internal static partial class States
{
    private static async Task PausedAsync(App app, Visitor child)
    {
        app.Ollama.EnqueueText(Script.Tokens(Words(Rewritten)), Script.Tokens(Words(Piece)));
        await child.StartAsync(Idea, Rules);
        await child.MayReviseAsync(Rewritten);
    }

    private static async Task RevisedAsync(App app, Visitor child)
    {
        await PausedAsync(app, child);
        await child.Find("text-Interception").FillAsync(Rewritten.Replace("creak", "sing", StringComparison.Ordinal));
        await child.PressAsync("continue");
        await child.SeesAsync(Stage.Output, Piece);
        await child.Expect("own-version").ToContainTextAsync("sing");
    }

    private static async Task FinishedAsync(App app, Visitor child)
    {
        await PausedAsync(app, child);
        await child.PressAsync("continue");
        await child.SeesAsync(Stage.Output, Piece);
        await child.Expect("status").ToContainTextAsync(Support.Words.Of("en", "happening", "completed"));
    }

    private static async Task BlockedAsync(App app, Visitor child, string category)
    {
        app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", category));
        await child.StartAsync(Idea, Rules);
        await child.Expect("reason").ToContainTextAsync(Support.Words.Of("en", "category", category));
    }

    private static async Task FailedAsync(App app, Visitor child)
    {
        app.Ollama.OnText(_ => Script.Tokens("I know", " that house").ThenReset());
        await child.StartAsync(Idea, Rules);
        await child.Expect("reason").ToContainTextAsync(Support.Words.Of("en", "code", Codes.ProviderInterrupted));
    }

    private static async Task StoppedAsync(App app, Visitor child)
    {
        await WritingAsync(app, child);
        await child.PressAsync("stop");
        await child.Expect("status").ToContainTextAsync(Support.Words.Of("en", "happening", "stopped"));
    }

    private static async Task GoneAsync(App app, Visitor child)
    {
        await child.Find("idea").FillAsync(Idea);
        await child.Page.EvaluateAsync("() => { location.hash = '#run=AAAAAAAAAAAAAAAAAAAAAA' }");
        await child.Expect("reason").ToContainTextAsync(Support.Words.Of("en", "code", Codes.RunNotFound));
    }

    private static async Task CompareAsync(App app, Visitor child)
    {
        await FinishedAsync(app, child);
        await child.StartAsync("A house that loves the dark", Rules);
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.PressAsync("tab-earlier");
        await child.OpenAsync("compare");
        await child.Expect("try-earlier").ToBeVisibleAsync();
        await child.Expect("try-earlier").ToContainTextAsync("frightened");
    }

    private static async Task InModeAsync(App app, Visitor child, string mode)
    {
        await child.Find("mode").SelectOptionAsync(mode);
        await FinishedAsync(app, child);
    }

    private static async Task ExpertAsync(App app, Visitor child)
    {
        await InModeAsync(app, child, "expert");
        await child.PressAsync("tab-details");
        await child.OpenAsync("events");
        await child.Expect("events").ToContainTextAsync("run-end");
    }

    private static async Task NextChildAsync(App app, Visitor child)
    {
        await FinishedAsync(app, child);
        await child.PressAsync("next-child");
        await child.Expect("next-child-yes").ToBeVisibleAsync();
    }
}
