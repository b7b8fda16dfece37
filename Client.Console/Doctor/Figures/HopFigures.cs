namespace Interception.Client.Console.Doctor.Figures;

/// <summary>What was measured at one address: the server's own, or that of a proxy in front of it.</summary>
/// <param name="Hop">Server for the first, proxy for the others.</param>
/// <param name="At">The address.</param>
internal sealed record HopFigures(HopKind Hop, Uri At)
{
    /// <summary>Why nothing answers there; null when something does.</summary>
    public string? Failure { get; init; }

    /// <summary>The code was missing or wrong.</summary>
    public bool IsClosed { get; init; }

    /// <summary>A small request and its answer, the one in the middle of several.</summary>
    public double? RoundTripMs { get; init; }

    /// <summary>How an event stream is packed; null when it comes as it is.</summary>
    public string? Encoding { get; init; }

    /// <summary>The ways on which a connection that had nothing to say was cut, and after how many seconds.</summary>
    public IReadOnlyDictionary<string, double> CutIdle { get; init; } = new Dictionary<string, double>();

    /// <summary>The probe and the run, way by way.</summary>
    public IReadOnlyList<StreamFigures> Streams { get; init; } = [];

    /// <summary>By the server's own clock: how late nine of ten ticks left at most.</summary>
    public double? SentLateP90Ms { get; init; }

    public IEnumerable<StreamFigures> Ticks => Streams.Where(stream => stream.What == "ticks");

    /// <summary>Whether a way was whole here.</summary>
    public bool Passes(string way) => Streams.Where(stream => stream.Way == way) is var all && all.Any() && all.All(stream => stream.IsWhole);
}
