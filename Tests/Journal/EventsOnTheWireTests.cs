using System.Text.Json;
using Interception.Server.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Journal;

/// <summary>What SignalR really makes of an event: is its type said, and understood?</summary>
public sealed class EventsOnTheWireTests : IAsyncLifetime
{
    private static readonly RunEvent[] EveryEvent =
    [
        new RunStart([Stage.PreInterception, Stage.Interception], "de", "practice"),
        new Queued(3, [4.5, 9]),
        new StageStart(Stage.Interception, "local/some"),
        new StageStatusChange(Stage.Interception, StageStatus.LoadingModel),
        new ModelPull(Stage.Interception, "local/some", 2_000_000, 4_000_000),
        new StageEnd(Stage.Interception, Outcome.Blocked, Codes.Blocked, TextCategory.HateSymbols, 9, 2, null, 12, 34),
        new RunPause(),
        new RunContinue(Revised: true),
        new RunEnd(Outcome.Failed, Codes.Busy, 5_000) { Seq = 8, At = 1_700_000_000_000 },
    ];

    private WebApplication server = null!;
    private HubConnection client = null!;

    [Fact(Timeout = 10_000)]
    public async Task Every_event_arrives_with_its_type()
    {
        var types = await client
            .StreamAsync<JsonElement>(nameof(EventHub.Everything), TestContext.Current.CancellationToken)
            .Select(sent => sent.GetProperty("type").GetString())
            .ToListAsync(TestContext.Current.CancellationToken);

        types.Should().Equal("run-start", "queue", "stage-start", "stage-status", "model-pull", "stage-end", "run-pause",
            "run-continue", "run-end");
    }

    [Fact(Timeout = 10_000)]
    public async Task A_dotnet_client_receives_every_event_as_what_it_is()
    {
        var received = await client
            .StreamAsync<RunEvent>(nameof(EventHub.Everything), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        received.Should().BeEquivalentTo(EveryEvent,
            options => options.RespectingRuntimeTypes().WithStrictOrdering());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_dotnet_client_receives_an_event_of_an_unknown_type_as_a_plain_one()
    {
        var received = await client
            .StreamAsync<RunEvent>(nameof(EventHub.FromTheFuture), TestContext.Current.CancellationToken)
            .SingleAsync(TestContext.Current.CancellationToken);

        received.Should().Be(new RunEvent { Seq = 7, At = 8 });
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        server = builder.Build();
        server.MapHub<EventHub>("/events");
        await server.StartAsync(TestContext.Current.CancellationToken);
        client = new HubConnectionBuilder()
            .WithUrl("http://localhost/events",
                options => options.HttpMessageHandlerFactory = _ => server.GetTestServer().CreateHandler())
            .Build();
        await client.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.StopAsync(TestContext.Current.CancellationToken);
        await server.DisposeAsync();
    }

    private sealed class EventHub : Hub
    {
        public IAsyncEnumerable<RunEvent> Everything(CancellationToken cancellationToken) =>
            EveryEvent.ToAsyncEnumerable();

        public IAsyncEnumerable<JsonElement> FromTheFuture(CancellationToken cancellationToken) =>
            new[] { JsonElement.Parse("""{"type":"from-the-future","seq":7,"at":8,"mood":{"x":[1]}}""") }
                .ToAsyncEnumerable();
    }
}
