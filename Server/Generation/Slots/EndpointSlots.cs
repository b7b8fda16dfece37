using System.Diagnostics.CodeAnalysis;

namespace Interception.Server.Generation.Slots;

/// <summary>How much may be generated at once: so many places at each endpoint.</summary>
public sealed class EndpointSlots
{
    private readonly Lock _gate = new();
    private readonly Uri[] _endpoints;
    private readonly int[] _taken;
    private readonly int _parallel;
    private readonly Func<Uri, bool> _isUp;

    /// <summary>Makes the places.</summary>
    /// <param name="endpoints">The servers, in the order in which they are preferred.</param>
    /// <param name="parallelPerEndpoint">How many places each has.</param>
    /// <param name="isUp">Whether a run may begin at a server; no places are handed out at those where none may.</param>
    public EndpointSlots(IEnumerable<Uri> endpoints, int parallelPerEndpoint, Func<Uri, bool>? isUp = null)
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

    /// <summary>The servers that have them.</summary>
    internal IReadOnlyList<Uri> Endpoints => _endpoints;

    /// <summary>How many are taken.</summary>
    public int Taken
    {
        get
        {
            lock (_gate) return _taken.Sum();
        }
    }

    /// <summary>How many there are where runs may begin or work.</summary>
    internal int Open
    {
        get
        {
            var up = _endpoints.Select(_isUp).ToArray();
            lock (_gate) return _parallel * up.Where((isUp, endpoint) => isUp || _taken[endpoint] > 0).Count();
        }
    }

    /// <summary>Takes a place at the endpoint with the least to do.</summary>
    /// <returns>False when all are taken, or no server is well.</returns>
    public bool TryAcquire([NotNullWhen(true)] out ModelSlot? place) => TryAcquire(Offered(), out place);

    /// <summary>The same for a run that asks these models; without one at Ollama it does not matter how the servers do.</summary>
    internal bool TryAcquire(IReadOnlyList<string> models, [NotNullWhen(true)] out ModelSlot? place) =>
        TryAcquire(models.Any(model => ModelName.Parse(model).Provider == ModelName.Local) ? Offered() : All(), out place);

    /// <summary>How many are taken at an endpoint.</summary>
    internal int TakenAt(Uri endpoint)
    {
        lock (_gate) return _taken[Array.IndexOf(_endpoints, endpoint)];
    }

    /// <summary>Takes a place for one call, even where there is none: whoever works already does not wait again.</summary>
    internal ModelSlot TakeExtra(Uri endpoint)
    {
        lock (_gate) return Take(Array.IndexOf(_endpoints, endpoint));
    }

    /// <summary>Tells those who wait to look again: other servers than before can be worked with.</summary>
    internal void LookAgain() => Freed?.Invoke();

    private bool TryAcquire(int[] offered, [NotNullWhen(true)] out ModelSlot? place)
    {
        lock (_gate)
        {
            int[] free = [.. offered.Where(endpoint => _taken[endpoint] < _parallel)];
            place = free.Length > 0 ? Take(free.MinBy(endpoint => _taken[endpoint])) : null;
        }

        return place is not null;
    }

    private int[] All() => [.. Enumerable.Range(0, _endpoints.Length)];

    private int[] Offered() => [.. All().Where(endpoint => _isUp(_endpoints[endpoint]))];

    private ModelSlot Take(int endpoint)
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
