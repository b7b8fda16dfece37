using System.Diagnostics.CodeAnalysis;

namespace Interception.Server.Generation;

/// <summary>How much may be generated at once: so many places at each endpoint.</summary>
public sealed class Places
{
    private readonly Lock _gate = new();
    private readonly Uri[] _endpoints;
    private readonly int[] _taken;
    private readonly int _parallel;

    /// <summary>Makes the places.</summary>
    /// <param name="endpoints">The servers, in the order in which they are preferred.</param>
    /// <param name="parallelPerEndpoint">How many places each has.</param>
    public Places(IEnumerable<Uri> endpoints, int parallelPerEndpoint)
    {
        _endpoints = [.. endpoints];
        _taken = new int[_endpoints.Length];
        _parallel = parallelPerEndpoint;
    }

    /// <summary>A place has been given back.</summary>
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
        lock (_gate)
        {
            var least = Array.IndexOf(_taken, _taken.Min());
            place = _taken[least] < _parallel ? new Place(_endpoints[least], () => Free(least)) : null;
            _taken[least] += place is null ? 0 : 1;
        }

        return place is not null;
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
