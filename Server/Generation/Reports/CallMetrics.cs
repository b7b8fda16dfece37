using System.Diagnostics.Metrics;

namespace Interception.Server.Generation.Reports;

/// <summary>The figures of model calls, named by the OpenTelemetry conventions for clients of generative AI.</summary>
/// <remarks>Names, units and buckets: <see href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/"/>.</remarks>
internal sealed class CallMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    private static readonly InstrumentAdvice<long> Counts = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864],
    };

    private readonly TimeProvider _time;

    public CallMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create("Interception");
        Duration = meter.CreateHistogram("gen_ai.client.operation.duration", "s", "A model call from its question to its end; a load is not counted.", null, Seconds);
        FirstChunk = meter.CreateHistogram("gen_ai.client.operation.time_to_first_chunk", "s", "From the question to the first piece, thoughts included; a load is not counted.", null, Seconds);
        PerChunk = meter.CreateHistogram("gen_ai.client.operation.time_per_output_chunk", "s", "From one piece to the next.", null, Seconds);
        Tokens = meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens read and written, as the model server counts them.", null, Counts);
    }

    public Histogram<double> Duration { get; }

    public Histogram<double> FirstChunk { get; }

    public Histogram<double> PerChunk { get; }

    public Histogram<long> Tokens { get; }

    /// <summary>A call is about to be made.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <param name="server">Who is asked; null where that has no address.</param>
    public ModelCall Begin(ModelPrompt prompt, Uri? server) => new(this, _time, prompt, server);
}
