using Interception.Server.Contracts;
using Interception.Server.Runs.Locking;

namespace Interception.Server.Runs;

/// <summary>What one claim means. Only those who say the same name wait for each other.</summary>
/// <param name="claim">Who said it first.</param>
internal sealed class ClaimedRun(IdempotencyKey claim)
{
    private readonly OrderedLock _lock = new(LockRank.Claim);
    private volatile Run? _run;
    private volatile bool _isGone;

    /// <summary>The claim's name.</summary>
    public string Name => claim.Name;

    /// <summary>The session that made it.</summary>
    public string? Owner => claim.Owner;

    /// <summary>The run; null while it is being started.</summary>
    public Run? Run => _run;

    /// <summary>True once it means nothing any more: the start was refused, or the run is forgotten.</summary>
    public bool IsGone { get => _isGone; set => _isGone = value; }

    /// <summary>The run, or a new one; null when this means nothing any more.</summary>
    /// <param name="again">The claim as it is said now.</param>
    /// <param name="start">Starts the run; may refuse.</param>
    /// <param name="drop">Called when it refused.</param>
    public Run? GetOrStart(IdempotencyKey again, Func<Run> start, Action<ClaimedRun> drop)
    {
        using var held = _lock.Enter();
        if (IsGone) return null;
        if (again.Fingerprint != claim.Fingerprint) throw Endings.Exception(Codes.Conflict);
        if (_run is { } run) return run;
        try
        {
            return _run = start();
        }
        catch
        {
            drop(this);
            throw;
        }
    }
}
