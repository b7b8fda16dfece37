using Interception.Server.Contracts;

namespace Interception.Server.Runs.Hops;

/// <summary>Measures where the time since the last piece was spent.</summary>
internal sealed class PlaceClock(long begun)
{
    // The first place is for time that counts as no silence, such as a check.
    private readonly long[] _spent = new long[Enum.GetValues<SilencePlace>().Length + 1];
    private int _place = Index(SilencePlace.Server);
    private long _since = begun;

    /// <summary>Changes the place from now on; null for time that counts as no silence.</summary>
    public void Enter(SilencePlace? place, long now)
    {
        _spent[_place] += now - _since;
        _place = Index(place);
        _since = now;
    }

    /// <summary>Records a piece, or the end.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="came">When its text came from the model; 0 when unknown.</param>
    /// <returns>The whole time, and the place with most of it.</returns>
    public (SilencePlace Place, long Spent) Take(long now, long came)
    {
        var from = came == 0 ? now : Math.Max(came, _since);
        _spent[_place] += from - _since;
        _spent[Index(SilencePlace.Server)] += now - from;
        _since = now;
        var places = _spent.AsSpan(1);
        var (most, all) = (0, 0L);
        for (var n = 0; n < places.Length; n++)
        {
            all += places[n];
            if (places[n] > places[most]) most = n;
        }
        Array.Clear(_spent);
        return ((SilencePlace)most, all);
    }

    private static int Index(SilencePlace? place) => place is { } known ? (int)known + 1 : 0;
}
