using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>What goes wrong is said in words that a child can use, for each code its own.</summary>
[Collection(typeof(InTheBrowser))]
public class FailureTests(Browser browser)
{
    private const string TooLong = "0.32.15/prompt-too-long-strict.http";

    private static readonly Dictionary<string, Action<ScriptedOllama>> Causes = new()
    {
        [Codes.InvalidRequest] = ollama => ollama.OnText(_ => Script.Recording(TooLong)),
        [Codes.SafetyUnavailable] = ollama => ollama.OnVerdict(_ => Script.Raw("perhaps")),
        [Codes.ModelMissing] = ollama => ollama.OnText(_ => Script.Error(404, "model not found")),
        [Codes.ProviderUnavailable] = ollama => ollama.OnText(_ => Script.Error(500, "no memory")),
        [Codes.ProviderInterrupted] = ollama => ollama.OnText(_ => Script.Tokens("A blue ", "bird").ThenReset()),
        [Codes.Timeout] = ollama => ollama.OnText(_ => Script.Tokens("A blue ", "bird").ThenStall()),
    };

    public static TheoryData<string> Failing => [.. Causes.Keys];

    public static IEnumerable<string> All => typeof(Codes).GetFields().Select(code => (string)code.GetValue(null)!);

    [Theory(Timeout = 60_000), MemberData(nameof(Failing))]
    public async Task A_run_that_fails_says_why_and_can_be_begun_again(string code)
    {
        await using var app = new App(settings: ("Timeouts:BetweenTokens", "00:00:01"));
        Causes[code](app.Ollama);
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync();

        await child.Expect("reason").ToContainTextAsync(Words.Of("en", "code", code));

        app.Ollama.OnChat(request => request.Kind is CallKind.Verdict
            ? Script.Verdict("SAFE")
            : Script.Tokens(ScriptedOllama.Tokens));
        await child.PressAsync("start");
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.Expect("reason").ToHaveCountAsync(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_piece_that_breaks_off_is_kept_and_said_to_break_off()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens), Script.Tokens("A blue ", "bird").Done("length"));
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.PressAsync("continue");

        await child.SeesAsync(Stage.Output, "A blue bird");
        await child.Expect("reason").ToContainTextAsync(Words.Of("en", "code", Codes.Truncated));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_full_line_is_said_to_be_full()
    {
        await using var app = new App(settings: ("Queue:Capacity", "0"));
        var address = app.Listen();
        await app.StartWritingAsync();
        await using var child = await browser.VisitAsync(address, Screens.Still);
        await child.StartAsync();

        await child.Expect("reason").ToContainTextAsync(Words.Of("en", "code", Codes.Busy));
        await child.Expect("idea").ToHaveValueAsync("a blue bird on a fence");
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_code_with_which_the_server_can_refuse_has_its_words()
    {
        await using var app = new App();
        var code = "";
        await using var child = await browser.VisitAsync(app.Listen(), new() { Locale = "de" });
        await child.Page.RouteWebSocketAsync(_ => true, page =>
        {
            var server = page.ConnectToServer();
            page.OnMessage(frame =>
            {
                if (frame.Text!.Contains("\"StartRun\"", StringComparison.Ordinal)) page.Send(Refusal(frame.Text, code));
                else server.Send(frame.Text);
            });
        });
        await child.Page.ReloadAsync();
        await child.Find("idea").FillAsync("ein blauer Vogel");

        foreach (var each in All)
        {
            code = each;
            await child.PressAsync("start");
            await child.Expect("reason").ToContainTextAsync(
                code == Codes.SafetyUnavailable ? Words.Of("de", "reason", "noCheck") : Words.Of("de", "code", code));
        }
    }

    private static string Refusal(string call, string code) =>
        $$"""{"type":3,"invocationId":"{{JsonElement.Parse(call.TrimEnd('\x1e')).GetProperty("invocationId").GetString()}}","error":"An unexpected error occurred invoking 'StartRun' on the server. HubException: {{code}}: Said for a test."}""" + '\x1e';
}
