using System.Diagnostics;
using System.Net;
using Interception.Server.Contracts;
using Interception.Tests.Generation;
using Interception.Tests.Support;

namespace Interception.Tests.Delivery.Access;

/// <summary>Who guesses codes is slowed down, and nobody else is.</summary>
public sealed class CodeGuessingTests : IAsyncDisposable
{
    private const string Code = "meadow";

    private readonly WatchedTime _time = new();
    private readonly App _app;

    public CodeGuessingTests() => _app = new(_time, ("Access:Code", Code), ("Access:TeacherCode", "lighthouse"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_guesser_is_slowed_down_and_locks_nobody_out()
    {
        using var http = _app.CreateClient();
        using var inside = _app.CreateClient();
        await inside.ShowAsync(Code);
        for (var wrong = 0; wrong < 5; wrong++)
        {
            (await http.ShowAsync($"guess{wrong}")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            (await http.AskAsync(HttpMethod.Get, "/api/presets", Asked.Code($"guess{wrong}"))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        var slowed = await InItsTurnAsync(http.ShowAsync("guess"));
        slowed.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        slowed.Headers.RetryAfter!.Delta.Should().BePositive();
        (await slowed.CodeAsync()).Should().Be(Codes.RateLimited);
        (await InItsTurnAsync(http.AskAsync(HttpMethod.Get, "/api/presets", Asked.Code("guess")))).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);

        (await inside.GetAsync("/api/presets", Token)).StatusCode.Should().Be(HttpStatusCode.OK, "who is in stays in");
        (await InItsTurnAsync(http.AskAsync(HttpMethod.Get, "/api/presets", Asked.Code(Code)))).StatusCode.Should().Be(HttpStatusCode.OK, "the right code passes at any time");
        (await http.ShowAsync(Code)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await http.ShowAsync("lighthouse")).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact(Timeout = 60_000)]
    public async Task In_the_middle_of_guesses_from_its_own_address_a_class_comes_in()
    {
        await using var app = new App(null, ("Access:Code", Code), ("Access:TeacherCode", "lighthouse"));
        using var guesser = app.CreateClient();
        var begun = Stopwatch.GetTimestamp();
        for (var n = 0; n < 10; n++) await guesser.ShowAsync($"guess{n}");
        var guesses = Enumerable.Range(0, 40).Select(n => guesser.ShowAsync($"more{n}")).ToList();

        var entered = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var child = app.CreateClient();
            return (await child.ShowAsync(Code)).StatusCode;
        }));

        entered.Should().OnlyContain(status => status == HttpStatusCode.NoContent);
        var refused = (await Task.WhenAll(guesses)).Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        // One guess comes back every five seconds.
        refused.Should().BeGreaterThanOrEqualTo(40 - (int)(Stopwatch.GetElapsedTime(begun).TotalSeconds / 5));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Where somebody has guessed, a code is looked at in its turn.</summary>
    private async Task<HttpResponseMessage> InItsTurnAsync(Task<HttpResponseMessage> answer)
    {
        var turn = TimeSpan.FromMilliseconds(100);
        await _time.AwaitedAsync(turn, Token);
        _time.Advance(turn);
        return await answer;
    }
}
