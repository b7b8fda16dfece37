using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Runs;

/// <summary>A line in which sixty wait.</summary>
[Collection(typeof(Alone))]
public class FullLineTests
{
    [Fact(Timeout = 60_000)]
    public async Task Everybody_in_it_has_an_estimate_and_who_comes_then_hears_at_once_that_it_is_full()
    {
        await using var app = new App();
        await app.StartAndPauseAsync();
        await app.StartWritingAsync();
        for (var child = 1; child <= 60; child++)
        {
            var run = await app.StartAsync();
            (await run.WaitForAsync<Queued>()).EtaSeconds.Should().HaveCount(2).And.BeInAscendingOrder();
        }

        var took = new List<TimeSpan>();
        using var http = app.CreateClient();
        for (var n = 0; n < 21; n++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsJsonAsync("/api/runs", new { text = "a blue bird" }, TestContext.Current.CancellationToken);
            took.Add(Stopwatch.GetElapsedTime(began));
            answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.Should().NotBeNull();
        }

        took.Order().ElementAt(took.Count / 2).Should().BeLessThan(TimeSpan.FromMilliseconds(50));
    }
}
