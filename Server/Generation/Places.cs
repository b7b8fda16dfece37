using System.Diagnostics.CodeAnalysis;

namespace Interception.Server.Generation;

/// <summary>How much may be generated at once: so many places at each endpoint.</summary>
public sealed class Places
{
    private readonly Lock _gate = new();
    private readonly Uri[] _endpoints;
    private readonly int[] _taken;
    private readonly int _parallel;
    private readonly Func<Uri, bool> _isUp;

    /// <summary>Makes the places.</summary>
    /// <param name="endpoints">The servers, in the order in which they are preferred.</param>
    /// <param name="parallelPerEndpoint">How many places each has.</param>
    /// <param name="isUp">Whether a server can be worked with; while one can, the others' places are not handed out.</param>
    public Places(IEnumerable<Uri> endpoints, int parallelPerEndpoint, Func<Uri, bool>? isUp = null)
    {
        _endpoints = [.. endpoints];
        _taken = new int[_endpoints.Length];
        _parallel = parallelPerEndpoint;
        _isUp = isUp ?? (static _ => true);
    }

    /// <summary>A place has been given back, or another server can be worked with.</summary>
    public event Action? Freed;

    /// <summary>How many places there are.</summary>
    public int Count => _endpoints.Length * _parallel;

    /// <summary>How many are taken.</summary>
    public int Taken
    {
        get
        {
            lock (_gate) return _taken.Sum();
        }
    }

    /// <summary>Takes a place at the endpoint with the least to do.</summary>
    /// <returns>False when all are taken.</returns>
    public bool TryTake([NotNullWhen(true)] out Place? place)
    {
        var offered = Offered();
        lock (_gate)
        {
            var least = offered.MinBy(endpoint => _taken[endpoint]);
            place = _taken[least] < _parallel ? Take(least) : null;
        }

        return place is not null;
    }

    /// <summary>How many are taken at an endpoint.</summary>
    internal int TakenAt(Uri endpoint)
    {
        lock (_gate) return _taken[Array.IndexOf(_endpoints, endpoint)];
    }

    /// <summary>Takes a place for one call, even where there is none: whoever works already does not wait again.</summary>
    internal Place Visit(Uri endpoint)
    {
        lock (_gate) return Take(Array.IndexOf(_endpoints, endpoint));
    }

    /// <summary>Tells those who wait to look again: other servers than before can be worked with.</summary>
    internal void LookAgain() => Freed?.Invoke();

    /// <summary>The servers that can be worked with; all when none can, so that nobody waits for what will not come.</summary>
    private int[] Offered()
    {
        var all = Enumerable.Range(0, _endpoints.Length);
        int[] up = [.. all.Where(endpoint => _isUp(_endpoints[endpoint]))];
        return up.Length > 0 ? up : [.. all];
    }

    private Place Take(int endpoint)
    {
        _taken[endpoint]++;
        return new(_endpoints[endpoint], () => Free(endpoint));
    }

    private void Free(int endpoint)
    {
        lock (_gate)
        {
            _taken[endpoint]--;
        }

        Freed?.Invoke();
    }
}
