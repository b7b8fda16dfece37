namespace Interception.Server.Runs.Keys;

/// <summary>The answer to a reservation.</summary>
/// <param name="State">What the key is now.</param>
/// <param name="RunId">For <see cref="KeyState.Known"/>: the run that it means.</param>
/// <param name="Settled">For <see cref="KeyState.Starting"/>: completes when it is worth asking again.</param>
internal sealed record KeyAnswer(KeyState State, string? RunId = null, Task? Settled = null);

/// <summary>What a key is to one who wants to start a run under it.</summary>
internal enum KeyState
{
    /// <summary>Reserved for the run of this call.</summary>
    Reserved,

    /// <summary>Another run is being started under it; that start may still be refused.</summary>
    Starting,

    /// <summary>It means a run.</summary>
    Known,

    /// <summary>It was used with another request.</summary>
    Conflict,
}
