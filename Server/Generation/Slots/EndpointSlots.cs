using System.Diagnostics.CodeAnalysis;

namespace Interception.Server.Generation.Slots;

/// <summary>The slots for generation: a fixed number at each endpoint.</summary>
internal sealed class EndpointSlots
{
    private readonly Lock _gate = new();
    private readonly Uri[] _endpoints;
    private readonly int[] _taken;
    private readonly int _parallel;
    private readonly Func<Uri, bool> _isUp;
    private readonly Func<Uri, SlotRequest, bool> _holdsBack;

    /// <summary>Creates the slots.</summary>
    /// <param name="endpoints">The servers, in the order of preference.</param>
    /// <param name="parallelPerEndpoint">How many slots each has.</param>
    /// <param name="isUp">Whether a run may begin at a server; the slots of other servers are not given out.</param>
    public EndpointSlots(IEnumerable<Uri> endpoints, int parallelPerEndpoint, Func<Uri, bool>? isUp = null)
        : this(endpoints, parallelPerEndpoint, isUp, static (_, _) => false)
    {
    }

    /// <inheritdoc cref="EndpointSlots(IEnumerable{Uri}, int, Func{Uri, bool}?)"/>
    /// <param name="endpoints">The servers, in the order of preference.</param>
    /// <param name="parallelPerEndpoint">How many slots each has.</param>
    /// <param name="isUp">Whether a run may begin at a server; the slots of other servers are not given out.</param>
    /// <param name="holdsBack">Whether a run must wait for a load that earlier runs wait for.</param>
    internal EndpointSlots(IEnumerable<Uri> endpoints, int parallelPerEndpoint, Func<Uri, bool>? isUp, Func<Uri, SlotRequest, bool> holdsBack)
    {
        _endpoints = [.. endpoints];
        _taken = new int[_endpoints.Length];
        _parallel = parallelPerEndpoint;
        _isUp = isUp ?? (static _ => true);
        _holdsBack = holdsBack;
    }

    /// <summary>Raised when a slot was given back, or another server can be used.</summary>
    public event Action? Freed;

    /// <summary>How many slots there are.</summary>
    public int Count => _endpoints.Length * _parallel;

    /// <summary>The servers with slots.</summary>
    internal IReadOnlyList<Uri> Endpoints => _endpoints;

    /// <summary>How many slots are taken.</summary>
    public int Taken
    {
        get
        {
            lock (_gate) return _taken.Sum();
        }
    }

    /// <summary>How many slots are at servers where runs may begin or work.</summary>
    internal int Open
    {
        get
        {
            var up = _endpoints.Select(_isUp).ToArray();
            lock (_gate) return _parallel * up.Where((isUp, endpoint) => isUp || _taken[endpoint] > 0).Count();
        }
    }

    /// <summary>Takes a slot at the least busy endpoint.</summary>
    /// <returns>False when all are taken, or no server is well.</returns>
    public bool TryAcquire([NotNullWhen(true)] out ModelSlot? place) => TryAcquire(Offered(), out place);

    /// <summary>The same for a run. A run that asks no model at Ollama may use any server's slot.</summary>
    internal bool TryAcquire(SlotRequest request, [NotNullWhen(true)] out ModelSlot? place) => TryAcquire(Suiting(request), out place);

    /// <summary>Whether there is a slot that this run could take now.</summary>
    internal bool IsFreeFor(SlotRequest request)
    {
        lock (_gate)
            if (!Array.Exists(_taken, taken => taken < _parallel)) return false;
        var suiting = Suiting(request);
        lock (_gate) return Array.Exists(suiting, endpoint => _taken[endpoint] < _parallel);
    }

    /// <summary>Whether only a load that earlier runs wait for keeps this run from a slot.</summary>
    internal bool IsLoadingFor(SlotRequest request) => Array.Exists(_endpoints, endpoint => _holdsBack(endpoint, request))
        && Offered(request) is { Length: > 0 } offered && Suiting(offered, request).Length == 0;

    /// <summary>The numbers of the endpoints where this run could take a slot if one is free, in the order in which they are preferred.</summary>
    internal IReadOnlyList<int> SuitingFor(SlotRequest request) => Suiting(request);

    /// <summary>How many slots are taken at an endpoint.</summary>
    internal int TakenAt(Uri endpoint)
    {
        lock (_gate) return _taken[Array.IndexOf(_endpoints, endpoint)];
    }

    /// <summary>Takes an extra slot for one call, even above the limit: a run that already works does not wait again.</summary>
    internal ModelSlot TakeExtra(Uri endpoint)
    {
        lock (_gate) return Take(Array.IndexOf(_endpoints, endpoint));
    }

    /// <summary>Tells those who wait to look again, because the usable servers have changed.</summary>
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

    /// <summary>A run whose server is away may go to another one.</summary>
    private int[] Offered(SlotRequest request)
    {
        if (!request.NeedsServer) return All();
        var offered = Offered();
        int[] own = [.. offered.Where(endpoint => _endpoints[endpoint] == request.Endpoint)];
        return own.Length > 0 ? own : offered;
    }

    private int[] Suiting(SlotRequest request) => Suiting(Offered(request), request);

    private int[] Suiting(int[] offered, SlotRequest request) => [.. offered.Where(endpoint => !_holdsBack(_endpoints[endpoint], request))];

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
