using System.Diagnostics;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Server.Hosting;
using Interception.Server.Runs;
using Interception.Tests.Delivery.Limits;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Interception.Tests.Hosting;

/// <summary>A run as operators see it who collect traces.</summary>
public sealed class TraceTests : IAsyncDisposable
{
    private const string Caller = "0af7651916cd43dd8448eb211c80319c";

    private readonly SpanLog _spans = new();
    private readonly App _app = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_run_is_one_trace_with_its_queue_stages_gates_and_calls_and_is_linked_to_its_requests()
    {
        using var http = _app.CreateClient();
        http.DefaultRequestHeaders.Add("traceparent", $"00-{Caller}-b7ad6b7169203331-01");
        var id = await (await http.PostAsJsonAsync("/api/runs", new { text = "a blue bird", rules = "from below" }, Token)).RunIdAsync();
        var journal = await _app.ReadAsync(id);
        await journal.WaitForAsync<RunPause>();
        await http.PostAsJsonAsync($"/api/runs/{id}/continue", new { text = "the bird dreams" }, Token);
        await journal.WaitForAsync<RunEnd>();
        await (_app.Services.GetRequiredService<RunRegistry>().TryFind(id)?.Ended ?? Task.CompletedTask);

        var trace = _spans.TraceOf(id);
        var root = trace.Single(span => span.ParentSpanId == default);
        root.OperationName.Should().Be("run");
        root.TraceId.ToString().Should().NotBe(Caller, "a request ends long before its run does");
        root.Links.Select(link => link.Context.TraceId.ToString()).Should().Equal(Caller, Caller);
        root.Events.Select(happened => happened.Name).Should().Equal("pause", "continue");
        root.GetTagItem("interception.outcome").Should().Be("Completed");
        Below(trace, root).Should().Equal("queue", "stage PreInterception", "stage Interception", "queue", "stage PreOutput", "stage Output");
        Below(trace, trace.Single(span => span.OperationName == "stage Interception")).Should().Equal("chat gpt-oss:20b", "gate");
        Below(trace, trace.First(span => span.OperationName == "gate")).Should().Equal("chat gpt-oss:20b");
        trace.Should().OnlyContain(span => span.TagObjects.All(tag => !$"{tag.Value}".Contains(id)), "the run's key is a secret");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_block_is_in_the_gate_with_its_category_and_in_the_stage()
    {
        _app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "self-harm"));
        var run = await _app.StartAsync();
        await run.Ended;

        var trace = _spans.TraceOf(run.Id);
        foreach (var name in new[] { "gate", "stage PreInterception" })
            trace.Single(span => span.OperationName == name).GetTagItem("interception.category").Should().Be("self-harm");
        trace.Single(span => span.OperationName == "gate").GetTagItem("interception.gate.verdict").Should().Be("unsafe");
        trace.Should().OnlyContain(span => span.Status == ActivityStatusCode.Unset, "a block is no error");
    }

    [Fact(Timeout = 30_000)]
    public async Task The_work_of_a_run_goes_on_in_its_own_trace_at_the_model_server()
    {
        var run = await _app.StartAllAsync();
        await run.Ended;

        var root = _spans.TraceOf(run.Id).Single(span => span.ParentSpanId == default);
        _app.Ollama.Requests.Where(asked => asked.Kind is CallKind.Text or CallKind.Verdict).Should().NotBeEmpty()
            .And.OnlyContain(asked => asked.Headers["traceparent"].Contains(root.TraceId.ToString()));
    }

    [Fact]
    public void Without_a_collector_nobody_listens()
    {
        _app.Services.GetService<TracerProvider>().Should().BeNull();
    }

    [Fact]
    public void An_address_of_a_collector_that_is_none_stops_the_start_in_one_line()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(TelemetrySetup.Endpoint, "collector:4317")]).Build();

        var start = () => new ServiceCollection().AddTelemetry(configuration);

        start.Should().Throw<InvalidDataException>().WithMessage("OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317'; it must be an address such as http://localhost:4317.");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _spans.Dispose();
    }

    private static IEnumerable<string> Below(IReadOnlyList<Activity> trace, Activity parent) =>
        trace.Where(span => span.ParentSpanId == parent.SpanId).OrderBy(span => span.StartTimeUtc).Select(span => span.OperationName);
}
