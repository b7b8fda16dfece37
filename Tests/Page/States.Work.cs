using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <content>While the model is at work: held in the middle.</content>
internal static partial class States
{
    private const string Idea = "A house that is afraid of the dark";
    private const string Rules = "The wind tells it. Nothing is ever quite still.";

    private const string Rewritten =
        "I know that house. Every evening, when I come by, it holds its breath. As soon as the sun slides behind the " +
        "hill, it pulls its roof down over its windows, the way you pull a blanket over your ears. I would love to " +
        "tell it that the dark is only me without my colours. But when I whisper through the keyhole, the stairs " +
        "begin to creak.";

    private const string Piece =
        "On the night the lamp went out, the house was so frightened that it sneezed. All its doors flew open at " +
        "once, and I, the wind, tumbled in.\n\n“Who is there?” asked the house.\n\n“Only me,” I said, and because I " +
        "can never keep still, I blew across the chimney. It sang a deep, dark note.\n\nThe house listened. “Again,” " +
        "it said.\n\nSince then it leaves one window open in the evening. It is still a little afraid. But you " +
        "should hear the two of us when it gets dark.";

    private static async Task WaitingAsync(App app, Visitor child)
    {
        await app.StartWritingAsync();
        await child.StartAsync(Idea, Rules);
        await child.Expect("status").ToContainTextAsync("you are next");
    }

    private static async Task NotReadyAsync(App app, Visitor child)
    {
        await child.Page.RouteAsync("**/api/config", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"voice":"ollama","missing":["The model local/gpt-oss:20b is missing: ollama pull gpt-oss:20b"]}""",
        }));
        await child.Page.ReloadAsync();
        await child.Expect("not-ready").ToContainTextAsync("ollama pull gpt-oss:20b");
    }

    private static async Task LoadingAsync(App app, Visitor child)
    {
        foreach (var model in app.Ollama.Models)
        {
            model.Loaded = false;
            model.HoldLoad();
        }
        await child.StartAsync(Idea, Rules);
        await SaysAsync(child, "loading-model");
    }

    private static async Task ThinkingAsync(App app, Visitor child)
    {
        var model = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens(Rewritten).ThinkingFirst("A house", " and the wind").InLockStep(model));
        await child.StartAsync(Idea, Rules);
        model.Release();
        await SaysAsync(child, "thinking");
    }

    private static async Task WritingAsync(App app, Visitor child)
    {
        var model = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens(Words(Rewritten)).InLockStep(model));
        await child.StartAsync(Idea, Rules);
        model.Release(40);
        await child.SeesAsync(Stage.Interception, string.Concat(Words(Rewritten).Take(40)));
    }

    private static Task SaysAsync(Visitor child, string status) =>
        child.Expect("status").ToContainTextAsync(Support.Words.Of("en", "status", status));

    private static string[] Words(string text) => [.. text.Split(' ').Select((word, n) => n == 0 ? word : " " + word)];
}
