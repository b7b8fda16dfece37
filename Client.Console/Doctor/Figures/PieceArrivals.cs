namespace Interception.Client.Console.Doctor.Figures;

/// <summary>When the pieces of a stream arrived: the length of the text then, and the lag.</summary>
internal sealed class PieceArrivals
{
    private readonly List<double> _at = [];
    private readonly List<int> _ends = [];

    /// <summary>In milliseconds since the start of the examination, one for each piece.</summary>
    public IReadOnlyList<double> At => _at;

    /// <summary>The length of the text with each piece.</summary>
    public IReadOnlyList<int> Ends => _ends;

    public int Length => _ends.Count == 0 ? 0 : _ends[^1];

    public void Add(double atMs, int length)
    {
        _at.Add(atMs);
        _ends.Add(Length + length);
    }

    /// <summary>When this much of the text had arrived; null for never.</summary>
    public double? When(int length)
    {
        var first = _ends.FindIndex(end => end >= length);
        return first < 0 ? null : _at[first];
    }
}
