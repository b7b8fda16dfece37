using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>A name of the caller's own for a run that it starts: said again, it means the same run.</summary>
/// <param name="Name">An idempotency key or an alias.</param>
/// <param name="Fingerprint">Tells the same request from another.</param>
/// <param name="Owner">The session that made it; null for a key, which is a secret itself.</param>
internal sealed record Claim(string Name, string Fingerprint, string? Owner);

/// <summary>Which claim means which run, for as long as the run is kept.</summary>
internal sealed class Claims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Claim Claim, Run Run)> _claims = new(StringComparer.Ordinal);

    /// <summary>The run that the claim means, or a new one.</summary>
    /// <exception cref="EndingException"><c>conflict</c>: the name was used with another request; or what <paramref name="start"/> throws.</exception>
    public Run GetOrStart(Claim claim, Func<Run> start)
    {
        lock (_lock)
        {
            if (_claims.TryGetValue(claim.Name, out var earlier))
                return earlier.Claim.Fingerprint == claim.Fingerprint ? earlier.Run : throw Endings.Exception(Codes.Conflict);
            var run = start();
            _claims[claim.Name] = (claim, run);
            return run;
        }
    }

    /// <summary>The run that this owner's claim means; null when there is none.</summary>
    public Run? Find(string name, string? owner)
    {
        lock (_lock)
            return owner is not null && _claims.TryGetValue(name, out var made) && made.Claim.Owner == owner ? made.Run : null;
    }

    /// <summary>Whether the name means a run.</summary>
    public bool Has(string name)
    {
        lock (_lock) return _claims.ContainsKey(name);
    }

    /// <summary>Drops what means this run.</summary>
    public void Forget(Run run)
    {
        lock (_lock)
            foreach (var (name, made) in _claims)
                if (made.Run == run) _claims.Remove(name);
    }
}
