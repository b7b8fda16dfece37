namespace Interception.Client.Console.Measuring;

/// <summary>Decides whether text streams. It judges the times that a meter measured; the number of pieces depends on the model.</summary>
internal static class StreamingVerdict
{
    /// <summary>A text that arrives within this share of its writing time was held back.</summary>
    public const double ShortestShare = 0.1;

    /// <summary>The fastest possible model, in characters a second.</summary>
    public const double FastestModel = 10_000;

    /// <summary>A shorter time proves nothing: a fast model may need no more.</summary>
    public static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(3);

    /// <summary>A text that grew for this long certainly streamed.</summary>
    public static readonly TimeSpan Seen = TimeSpan.FromMilliseconds(250);

    /// <summary>A piece that comes this late was held back.</summary>
    public static readonly TimeSpan TooLate = TimeSpan.FromSeconds(2);

    private const int FewestPieces = 3;
    private const int FewestCharacters = 400;

    /// <returns>Null when no fault is found, else the fault.</returns>
    public static string? Complaint(StreamMeter meter) => meter switch
    {
        { End: null } => $"{meter.Stage} never ended.",
        _ when meter.Characters != meter.End.Chars =>
            $"{meter.Stage} lost text: {meter.Characters} characters came, the server wrote {meter.End.Chars}.",
        { Pieces: 0 } => null,
        _ when IsWithin(meter, meter.Writing) => $"{meter.Stage} does not stream: {Came(meter)}, but it was written over {Ms(meter.Writing)}.",
        _ when IsLate(meter) => $"{meter.Stage} does not stream: {Came(meter)}, {Ms(meter.Lateness)} after the first was written.",
        _ when IsUnwritten(meter) =>
            $"{meter.Stage} does not stream: {Came(meter)}, after {Ms(meter.Asking)}. The model server, or a proxy in front of it, holds the text back.",
        _ => null,
    };

    /// <summary>Whether the text was too short, or written too fast, to see it grow.</summary>
    public static bool IsTooShort(StreamMeter meter) => meter.Pieces < FewestPieces || meter.Spread < Seen;

    /// <summary>The writing time is known, and the text arrived in a tiny part of it.</summary>
    private static bool IsWithin(StreamMeter meter, TimeSpan time) => time >= LongEnough && meter.Spread <= ShortestShare * time;

    private static bool IsLate(StreamMeter meter) => meter.Lateness >= TooLate && meter.Spread <= meter.Lateness / 2;

    /// <summary>The whole text came at once, faster than any model writes.</summary>
    private static bool IsUnwritten(StreamMeter meter) => meter.Characters >= FewestCharacters
        && IsWithin(meter, meter.Asking)
        && (meter.Pieces == 1 || meter.Characters >= FastestModel * meter.Spread.TotalSeconds);

    private static string Came(StreamMeter meter) => meter.Pieces == 1
        ? "its text came in one piece"
        : $"all {meter.Pieces} pieces came within {Ms(meter.Spread)}";

    private static string Ms(TimeSpan time) => FormattableString.Invariant($"{time.TotalMilliseconds:0} ms");
}
