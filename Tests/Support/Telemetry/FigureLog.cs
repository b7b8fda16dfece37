using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Interception.Tests.Support.Telemetry;

/// <summary>Keeps every figure that the meters of one factory record.</summary>
internal sealed class FigureLog : IDisposable
{
    private readonly ConcurrentQueue<Figure> _figures = [];
    private readonly MeterListener _listener = new();

    public FigureLog(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>(Keep);
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Keep(instrument, value, labels, null));
        _listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Keep(instrument, value, labels, null));
        _listener.Start();
    }

    /// <summary>What one instrument recorded, in order.</summary>
    public IReadOnlyList<Figure> Of(string name) => [.. _figures.Where(figure => figure.Name == name)];

    /// <summary>The values alone.</summary>
    public IEnumerable<double> ValuesOf(string name) => Of(name).Select(figure => figure.Value);

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels, object? state) =>
        _figures.Enqueue(new(instrument.Name, value, labels.ToArray().ToDictionary(label => label.Key, label => label.Value)));
}

/// <summary>One figure.</summary>
/// <param name="Name">Its instrument.</param>
/// <param name="Value">The value.</param>
/// <param name="Labels">The labels.</param>
internal sealed record Figure(string Name, double Value, IReadOnlyDictionary<string, object?> Labels);
