namespace Interception.Client.Console.Measuring;

/// <summary>Does it stream? Judges what a meter saw of a stage that a model writes.</summary>
internal static class StreamingVerdict
{
    public const int FewestPieces = 20;

    /// <summary>All pieces within this part of a stage's time are a text that was held back.</summary>
    public const double ShortestShare = 0.1;

    /// <returns>Null when the stage streams and its text is whole, else what is wrong.</returns>
    public static string? Complaint(StreamMeter meter) => meter switch
    {
        { End: null } => $"{meter.Stage} never ended.",
        _ when meter.Characters != meter.End.Chars =>
            $"{meter.Stage} lost text: {meter.Characters} characters came, the server wrote {meter.End.Chars}.",
        { Pieces: < FewestPieces } =>
            $"{meter.Stage} does not stream: its text came in fewer than {FewestPieces} pieces ({meter.Pieces}).",
        _ when meter.Spread <= ShortestShare * Writing(meter) =>
            $"{meter.Stage} does not stream: all {meter.Pieces} pieces came within {Ms(meter.Spread)}"
            + $" of its {Ms(Writing(meter))}.",
        _ => null,
    };

    private static TimeSpan Writing(StreamMeter meter) =>
        TimeSpan.FromMilliseconds(meter.End!.DurationMs) - meter.Loading;

    private static string Ms(TimeSpan time) => FormattableString.Invariant($"{time.TotalMilliseconds:0} ms");
}
