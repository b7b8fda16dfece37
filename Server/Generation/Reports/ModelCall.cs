using System.Diagnostics;

namespace Interception.Server.Generation.Reports;

/// <summary>One call of a model as operators see it: a span, where somebody listens, and its figures. Names and counts, never a text.</summary>
internal sealed class ModelCall : IDisposable
{
    private static readonly ActivitySource Source = new("Interception");

    private readonly CallMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly TagList _labels;
    private readonly Activity? _span;
    private readonly string _model;
    private Activity? _load;
    private long _begun;
    private long? _last;
    private bool _hasEnded;

    /// <summary>Made by the figures only.</summary>
    internal ModelCall(CallMetrics metrics, TimeProvider time, ModelPrompt prompt, Uri? server)
    {
        _metrics = metrics;
        _time = time;
        var model = ModelName.Parse(prompt.Model);
        _model = model.Model;
        _labels = CallLabels.For(model, server);
        _begun = time.GetTimestamp();
        if (Source.HasListeners()) _span = SpanFor(prompt);
    }

    /// <summary>Something came.</summary>
    public void Take(GenerationPiece piece)
    {
        switch (piece.Kind)
        {
            case PieceKind.Loading:
                _load = Source.StartActivity($"load {_model}", ActivityKind.Internal, Beside(_span));
                break;
            case PieceKind.Loaded:
                EndLoad();
                break;
            case PieceKind.Text or PieceKind.Thinking:
                TakeChunk();
                break;
            case PieceKind.Figures:
                Count(piece.Figures!);
                End("stop", error: null);
                break;
        }
    }

    /// <summary>It failed.</summary>
    public void Fail(GenerationFailure failure) => End(CallLabels.ReasonOf(failure), CallLabels.ErrorOf(failure));

    /// <summary>Nobody listens to it any more; one that had not ended was left.</summary>
    public void Dispose() => End(reason: null, CallLabels.Cancelled);

    private Activity? SpanFor(ModelPrompt prompt)
    {
        var span = Source.StartActivity($"{CallLabels.Operation} {_model}", ActivityKind.Client, default(ActivityContext), _labels);
        span?.SetTag("gen_ai.request.stream", true);
        span?.SetTag("gen_ai.request.temperature", (double)JobLimits.Temperature(prompt.Job));
        span?.SetTag("gen_ai.output.type", prompt.Format is null ? "text" : "json");
        span?.SetTag("interception.job", prompt.Job.ToString());
        return span;
    }

    /// <summary>A load is no part of the call, which is made when the model is there.</summary>
    private void EndLoad()
    {
        _load?.Dispose();
        _load = null;
        _begun = _time.GetTimestamp();
        _span?.SetStartTime(DateTime.UtcNow);
    }

    private void TakeChunk()
    {
        var now = _time.GetTimestamp();
        if (_last is not { } last) TakeFirst(_time.GetElapsedTime(_begun, now).TotalSeconds);
        else if (_metrics.PerChunk.Enabled) _metrics.PerChunk.Record(_time.GetElapsedTime(last, now).TotalSeconds, _labels);
        _last = now;
    }

    private void TakeFirst(double seconds)
    {
        _metrics.FirstChunk.Record(seconds, _labels);
        _span?.SetTag("gen_ai.response.time_to_first_chunk", seconds);
    }

    private void Count(ModelUsage figures)
    {
        Count("input", figures.PromptTokens);
        Count("output", figures.Tokens);
    }

    private void Count(string type, int tokens)
    {
        // Zero is what a server says that does not count.
        if (tokens == 0) return;
        var labels = _labels;
        labels.Add("gen_ai.token.type", type);
        _metrics.Tokens.Record(tokens, labels);
        _span?.SetTag($"gen_ai.usage.{type}_tokens", tokens);
    }

    private void End(string? reason, string? error)
    {
        if (_hasEnded) return;
        _hasEnded = true;
        _load?.Dispose();
        var labels = _labels;
        if (error is not null) labels.Add("error.type", error);
        _metrics.Duration.Record(_time.GetElapsedTime(_begun).TotalSeconds, labels);
        if (_span is null) return;
        if (reason is not null) _span.SetTag("gen_ai.response.finish_reasons", new[] { reason });
        if (error is not null) _span.SetTag("error.type", error);
        // Whoever leaves has no error to report.
        if (error is not (null or CallLabels.Cancelled)) _span.SetStatus(ActivityStatusCode.Error);
        _span.Dispose();
    }

    private static ActivityContext Beside(Activity? span) =>
        span is null || span.ParentSpanId == default ? default : new(span.TraceId, span.ParentSpanId, span.ActivityTraceFlags);
}
