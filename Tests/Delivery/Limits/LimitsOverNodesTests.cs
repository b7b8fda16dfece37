using System.Net;
using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Shared;
using Interception.Tests.Delivery.Access;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Delivery.Limits;

/// <summary>Whoever goes from server to server has no more than whoever stays.</summary>
public sealed class LimitsOverNodesTests : IAsyncDisposable
{
    private readonly ScriptedOllama _ollama = new();
    private readonly string _prefix = SecretId.New();
    private readonly List<App> _apps = [];

    [Fact(Timeout = 60_000)]
    public async Task A_session_has_its_active_runs_once_and_what_one_server_gave_out_counts_at_the_other()
    {
        var (here, there) = (NewApp("here"), NewApp("there"));
        var session = here.NewSession();
        using var child = here.Child(session);
        using var elsewhere = there.Child(session);
        here.Controls().Hold();

        var run = await (await child.StartAsync()).RunIdAsync();
        (await elsewhere.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);

        (await child.DeleteAsync($"/api/runs/{run}", TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        await (await elsewhere.StartAsync()).RunIdAsync();
        (await child.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact(Timeout = 60_000)]
    public async Task Starts_in_a_minute_count_once()
    {
        (string, string)[] limits = [("Limits:StartsPerMinute", "3"), ("Limits:ActiveRunsPerSession", "100")];
        var (here, there) = (NewApp("here", limits), NewApp("there", limits));
        var session = here.NewSession();
        using var child = here.Child(session);
        using var elsewhere = there.Child(session);
        here.Controls().Hold();

        foreach (var at in new[] { child, elsewhere, child }) await (await at.StartAsync()).RunIdAsync();

        (await elsewhere.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await child.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact(Timeout = 60_000)]
    public async Task Wrong_codes_count_once_and_the_right_one_passes()
    {
        (string, string)[] codes = [("Access:Code", "meadow"), ("Access:TeacherCode", "lighthouse")];
        using var here = NewApp("here", codes).CreateClient();
        using var there = NewApp("there", codes).CreateClient();

        for (var wrong = 0; wrong < 5; wrong++)
        {
            (await here.ShowAsync($"guess{wrong}")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            (await there.ShowAsync($"guess{wrong}")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        (await here.ShowAsync("guess")).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await there.ShowAsync("guess")).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await there.ShowAsync("meadow")).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps) await app.DisposeAsync();
    }

    private App NewApp(string name, params (string Key, string Value)[] settings)
    {
        var app = new App(null, _ollama,
        [
            ("Redis:Connection", SharedRedis.Server.Connection), ("Redis:Prefix", _prefix), ("Node:Name", name), .. settings,
        ])
        {
            // A queue that is new has nobody to learn from.
            Parts = services => services.AddSingleton(new QueueTimes { Look = TimeSpan.FromMilliseconds(200), Grace = TimeSpan.Zero }),
        };
        _apps.Add(app);
        return app;
    }
}
