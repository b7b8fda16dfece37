namespace Interception.Client.Console.Doctor.Figures;

/// <summary>The measurements at one address: the server's own, or a proxy in front of it.</summary>
/// <param name="Hop">Server for the first, proxy for the others.</param>
/// <param name="At">The address.</param>
internal sealed record HopFigures(HopKind Hop, Uri At)
{
    /// <summary>Why the address does not answer; null when it does.</summary>
    public string? Failure { get; init; }

    /// <summary>The code was missing or wrong.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The median round trip of several small requests.</summary>
    public double? RoundTripMs { get; init; }

    /// <summary>The compression of an event stream; null for none.</summary>
    public string? Encoding { get; init; }

    /// <summary>The transports on which an idle connection was cut, with the seconds until then.</summary>
    public IReadOnlyDictionary<string, double> CutIdle { get; init; } = new Dictionary<string, double>();

    /// <summary>The probe and the run, for each way.</summary>
    public IReadOnlyList<StreamFigures> Streams { get; init; } = [];

    /// <summary>The lag of the server's ticks by its own clock, as the 90th percentile.</summary>
    public double? SentLateP90Ms { get; init; }

    public IEnumerable<StreamFigures> Ticks => Streams.Where(stream => stream.What == "ticks");

    /// <summary>Whether a way worked completely here.</summary>
    public bool Passes(string way) => Streams.Where(stream => stream.Way == way) is var all && all.Any() && all.All(stream => stream.IsWhole);
}
