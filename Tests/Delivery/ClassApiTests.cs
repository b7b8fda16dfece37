using System.Net;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Tests.Delivery.Access;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery;

/// <summary>What a teacher sees and does from outside.</summary>
public sealed class ClassApiTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly App _app;
    private readonly HttpClient _teacher;

    public ClassApiTests()
    {
        _app = new(_time, ("Access:TeacherCode", "lighthouse"), ("Timeouts:FirstToken", "01:00:00"), ("Timeouts:BetweenTokens", "01:00:00"),
            ("Timeouts:Stage", "12:00:00"), ("Timeouts:Run", "12:00:00"));
        _teacher = _app.CreateClient();
        _teacher.DefaultRequestHeaders.Add(AccessCode.Header, "lighthouse");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task The_teacher_sees_what_every_run_does_and_neither_a_text_nor_a_key()
    {
        var paused = await _app.StartAndPauseAsync("a secret idea");
        var (working, _) = await _app.StartWritingAsync();
        var waiting = await _app.StartAsync();
        await waiting.WaitForAsync<Queued>();
        _time.Advance(TimeSpan.FromSeconds(20));

        var view = await _teacher.GetFromJsonAsync<ClassStatus>("/api/runs", Token);

        view!.Held.Should().BeFalse();
        view.Runs.Should().BeEquivalentTo<ClassRun>(
        [
            new(paused.Label, "Paused", Stage.Interception, null, 0, 20),
            new(working.Label, "Working", Stage.Interception, null, 0, 20),
            new(waiting.Label, "Waiting", null, 1, 20, 20),
        ]);
        var said = await _teacher.GetStringAsync("/api/runs", Token);
        said.Should().NotContainAny(["secret", "bird", paused.Id, working.Id, waiting.Id]);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_teacher_stops_one_run_and_no_other()
    {
        var paused = await _app.StartAndPauseAsync();
        var (working, _) = await _app.StartWritingAsync();

        (await _teacher.DeleteAsync($"/api/class/runs/{working.Label}", Token)).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await working.EndAsync()).Code.Should().Be(Codes.Stopped);
        paused.Ended.IsCompleted.Should().BeFalse();
        var unknown = await _teacher.DeleteAsync("/api/class/runs/nobody", Token);
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await unknown.CodeAsync()).Should().Be(Codes.RunNotFound);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_teacher_holds_the_line_releases_it_and_stops_all()
    {
        await PostAsync("hold");
        var run = await _app.StartAsync();
        await run.WaitForAsync<Queued>();
        (await _teacher.GetFromJsonAsync<ClassStatus>("/api/runs", Token))!.Held.Should().BeTrue();

        await PostAsync("release");
        await run.WaitForAsync<RunPause>();
        await PostAsync("stop-all");

        (await run.EndAsync()).Code.Should().Be(Codes.Stopped);
        (await _teacher.GetFromJsonAsync<ClassStatus>("/api/runs", Token))!.Runs.Single().State.Should().Be("Ended");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_child_that_knows_a_label_can_do_nothing_with_it()
    {
        var run = await _app.StartAndPauseAsync();
        using var child = _app.CreateClient();

        (await child.DeleteAsync($"/api/class/runs/{run.Label}", Token)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        foreach (var path in new[] { $"/api/runs/{run.Label}/events", $"/api/text_stream/stage2/{run.Label}" })
            (await child.GetAsync(path, Token)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        run.Ended.IsCompleted.Should().BeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_teacher_who_looks_does_not_attend_a_run_that_its_child_has_left()
    {
        _app.Ollama.EnqueueText(Script.Tokens("bird ").ThenStall());
        var run = await _app.StartAsync(new RunRequest { Text = "a blue bird" });
        await run.GrownToAsync(Stage.Interception, 1);

        for (var looks = 0; looks < 5; looks++)
        {
            await _teacher.GetStringAsync("/api/runs", Token);
            _time.Advance(TimeSpan.FromSeconds(25));
        }

        (await run.EndAsync()).Code.Should().Be(Codes.Stopped);
    }

    public async ValueTask DisposeAsync()
    {
        _teacher.Dispose();
        await _app.DisposeAsync();
    }

    private async Task PostAsync(string act) =>
        (await _teacher.PostAsync($"/api/class/{act}", null, Token)).StatusCode.Should().Be(HttpStatusCode.NoContent);
}
