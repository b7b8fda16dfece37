using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>Typing is light enough for a school's tablet: Chromium, four times slower than this machine.</summary>
[Collection(typeof(Alone))]
public class TypingSpeedTests(Browser browser, ITestOutputHelper output)
    : IClassFixture<Browser>, IClassFixture<BuiltLibrary>
{
    /// <summary>From this length on, a browser speaks of a long task.</summary>
    private const double LongTask = 50;

    private static readonly Uri Nowhere = new("about:blank");

    [Fact(Timeout = 120_000)]
    public async Task Thirty_panels_type_at_once_at_thirty_frames_a_second_without_a_long_task()
    {
        await using var teacher = await browser.VisitAsync(Nowhere);
        var screen = await SlowScreen.OfAsync(teacher.Page);

        var typing = await screen.WatchAsync(async () =>
        {
            await BuiltLibrary.OpenAsync(teacher.Page, "class.html?words=40");
            await teacher.Page.WaitForFunctionAsync("() => document.title === 'All written'");
        });

        output.WriteLine($"Thirty panels: {typing}.");
        typing.Frames.Should().BeGreaterThan(50, "thirty panels are typing");
        typing.Possible.Should().BeGreaterThanOrEqualTo(30);
        typing.Longest.Should().BeLessThanOrEqualTo(LongTask);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_page_types_without_a_long_task()
    {
        await using var app = new App();
        var text = string.Concat(Enumerable.Repeat(ScriptedOllama.Text, 8));
        app.Ollama.OnText(_ => Script.Tokens(Enumerable.Repeat(ScriptedOllama.Tokens, 8).SelectMany(tokens => tokens)));
        var address = app.Listen();
        await using var child = await browser.VisitAsync(Nowhere);
        var screen = await SlowScreen.OfAsync(child.Page);

        await child.Page.GotoAsync(address.ToString());

        var typing = await screen.WatchAsync(async () =>
        {
            await child.StartAsync();
            await child.MayReviseAsync(text);
        });

        output.WriteLine($"The page: {typing}.");
        typing.Frames.Should().BeGreaterThan(50, "a text is typed");
        typing.Longest.Should().BeLessThanOrEqualTo(LongTask);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_core_needs_no_framework()
    {
        await using var reader = await browser.VisitAsync(Nowhere);
        var failures = new List<string>();
        reader.Page.PageError += (_, failure) => failures.Add(failure);

        await BuiltLibrary.OpenAsync(reader.Page, "plain.html");

        await reader.Page.WaitForFunctionAsync("() => text.textContent.endsWith('it remembered what it was for.')");
        await reader.Page.WaitForFunctionAsync("() => text.ariaBusy === 'false' && text.childNodes.length === 1");
        failures.Should().BeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_framework_a_stage_stream_is_typed_to_its_end()
    {
        const string stream = """
            event: connected
            data: {}

            id: 7
            event: chunk
            data: {"text_chunk":"A blue ","chunk_count":1}

            id: 14
            event: chunk
            data: {"text_chunk":"bird 🪁","chunk_count":2}

            id: 14.end
            event: complete
            data: {"final_text":"A blue bird 🪁"}


            """;
        await using var reader = await browser.VisitAsync(Nowhere);
        await reader.Page.RouteAsync("**/api/text_stream/**", route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = stream }));

        await BuiltLibrary.OpenAsync(reader.Page, "plain.html?stream=/api/text_stream/stage2/try-1");

        await reader.Page.WaitForFunctionAsync("() => text.textContent === 'A blue bird 🪁' && text.ariaBusy === 'false'");
    }
}
