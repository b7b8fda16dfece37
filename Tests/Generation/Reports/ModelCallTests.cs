using System.Diagnostics;
using Interception.Server.Generation;
using Interception.Server.Generation.Reports;
using Interception.Tests.Safety;
using Interception.Tests.Support.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Generation.Reports;

/// <summary>A model call in figures and traces, by the conventions for clients of generative AI.</summary>
public sealed class ModelCallTests : IDisposable
{
    private const string Duration = "gen_ai.client.operation.duration";
    private static readonly ModelPrompt Prompt = new(GenerationJob.Interception, "local/bird:1b", "Rewrite.", [new("idea", "a canary")]);

    private readonly FakeTimeProvider _time = new();
    private readonly FigureLog _figures;
    private readonly SpanLog _spans = new();
    private readonly Activity _test = new Activity("test").Start();
    private readonly CallMetrics _metrics;

    public ModelCallTests()
    {
        var meters = Judges.NewMeters();
        _figures = new(meters);
        _metrics = new(meters, _time);
    }

    [Fact]
    public void A_load_is_no_part_of_a_call_and_each_piece_is_timed()
    {
        using (var call = Begin())
        {
            Take(call, 0.1, PieceKind.Loading);
            Take(call, 40, PieceKind.Loaded);
            Take(call, 0.5, PieceKind.Thinking);
            Take(call, 0.2, PieceKind.Text);
            Take(call, 0.3, PieceKind.Text);
            _time.Advance(TimeSpan.FromSeconds(1));
            call.Take(new(PieceKind.Figures, Figures: new(12, default, 3, default, default)));
            _time.Advance(TimeSpan.FromHours(1));
        }

        _figures.ValuesOf("gen_ai.client.operation.time_to_first_chunk").Should().Equal(0.5);
        _figures.ValuesOf("gen_ai.client.operation.time_per_output_chunk").Should().Equal(0.2, 0.3);
        _figures.ValuesOf(Duration).Should().Equal(2);
        _figures.Of(Duration).Single().Labels.Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["gen_ai.operation.name"] = "chat", ["gen_ai.provider.name"] = "ollama", ["gen_ai.request.model"] = "bird:1b",
            ["server.address"] = "ollama.local", ["server.port"] = 11434,
        });
        _figures.Of("gen_ai.client.token.usage").Select(figure => (figure.Labels["gen_ai.token.type"], figure.Value))
            .Should().Equal(("input", 12), ("output", 3));
    }

    [Fact]
    public void A_span_says_what_was_asked_for_and_how_it_ended_and_no_text()
    {
        using (var call = Begin())
        {
            call.Take(new(PieceKind.Loading));
            call.Take(new(PieceKind.Loaded));
            call.Take(new(PieceKind.Text, "a canary"));
            call.Take(new(PieceKind.Figures, Figures: new(12, default, 3, default, default)));
        }

        var spans = _spans.Below(_test);
        spans.Select(span => span.DisplayName).Should().Equal("load bird:1b", "chat bird:1b");
        spans.Should().OnlyContain(span => span.ParentSpanId == _test.SpanId && span.Status == ActivityStatusCode.Unset);
        spans[1].Kind.Should().Be(ActivityKind.Client);
        var tags = spans[1].TagObjects.ToDictionary();
        tags.Should().Contain("gen_ai.operation.name", "chat").And.Contain("gen_ai.provider.name", "ollama").And.Contain("gen_ai.request.model", "bird:1b")
            .And.Contain("gen_ai.request.stream", true).And.Contain("gen_ai.output.type", "text").And.Contain("gen_ai.usage.input_tokens", 12)
            .And.Contain("gen_ai.usage.output_tokens", 3).And.ContainKey("gen_ai.response.time_to_first_chunk");
        tags["gen_ai.response.finish_reasons"].Should().BeEquivalentTo(new[] { "stop" });
        tags.Values.Should().NotContain(value => $"{value}".Contains("canary"));
    }

    [Theory]
    [InlineData(GenerationFailure.Timeout, "timeout", null)]
    [InlineData(GenerationFailure.ModelMissing, "model_missing", null)]
    [InlineData(GenerationFailure.Declined, "declined", "content_filter")]
    [InlineData(GenerationFailure.Truncated, null, "length")]
    public void A_failure_is_named_once_and_a_limit_is_an_ending_like_another(GenerationFailure failure, string? error, string? reason)
    {
        using (var call = Begin()) call.Fail(failure);

        _figures.Of(Duration).Single().Labels.GetValueOrDefault("error.type").Should().Be(error);
        var span = _spans.Below(_test).Single();
        span.GetTagItem("error.type").Should().Be(error);
        (span.Status == ActivityStatusCode.Error).Should().Be(error is not null);
        (span.GetTagItem("gen_ai.response.finish_reasons") as string[])?.Single().Should().Be(reason);
    }

    [Fact]
    public void Whoever_leaves_has_cancelled_and_reports_no_error()
    {
        using (var call = Begin()) call.Take(new(PieceKind.Loading));

        _figures.Of(Duration).Single().Labels["error.type"].Should().Be("cancelled");
        _spans.Below(_test).Should().HaveCount(2).And.OnlyContain(span => span.Status == ActivityStatusCode.Unset);
    }

    [Fact]
    public void A_server_that_counts_no_tokens_reports_none()
    {
        using (var call = Begin()) call.Take(new(PieceKind.Figures, Figures: new(0, default, 0, default, default)));

        _figures.Of("gen_ai.client.token.usage").Should().BeEmpty();
    }

    [Fact]
    public void A_piece_costs_no_memory_where_nobody_listens()
    {
        using var call = new CallMetrics(Judges.NewMeters(), TimeProvider.System).Begin(Prompt, null);
        var piece = new GenerationPiece(PieceKind.Text, "bird");
        call.Take(piece);
        call.Take(piece);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 1_000; n++) call.Take(piece);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    public void Dispose()
    {
        _test.Dispose();
        _spans.Dispose();
        _figures.Dispose();
    }

    private ModelCall Begin()
    {
        Activity.Current = _test;
        return _metrics.Begin(Prompt, new("http://ollama.local:11434"));
    }

    private void Take(ModelCall call, double seconds, PieceKind kind)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        call.Take(new(kind, kind is PieceKind.Text or PieceKind.Thinking ? "bird" : ""));
    }
}
