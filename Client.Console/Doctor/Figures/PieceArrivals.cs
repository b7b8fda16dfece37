namespace Interception.Client.Console.Doctor.Figures;

/// <summary>When the pieces of one stream came: to which length of the whole, and how late by whatever clock counts.</summary>
internal sealed class PieceArrivals
{
    private readonly List<double> _at = [];
    private readonly List<int> _ends = [];

    /// <summary>In milliseconds since the examination began, one for each piece.</summary>
    public IReadOnlyList<double> At => _at;

    /// <summary>How long the whole was with each piece.</summary>
    public IReadOnlyList<int> Ends => _ends;

    public int Length => _ends.Count == 0 ? 0 : _ends[^1];

    public void Add(double atMs, int length)
    {
        _at.Add(atMs);
        _ends.Add(Length + length);
    }

    /// <summary>When so much of the whole was there; null when it never was.</summary>
    public double? When(int length)
    {
        var first = _ends.FindIndex(end => end >= length);
        return first < 0 ? null : _at[first];
    }
}
