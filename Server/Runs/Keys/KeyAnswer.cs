namespace Interception.Server.Runs.Keys;

/// <summary>The answer to a reservation.</summary>
/// <param name="State">The state of the key.</param>
/// <param name="RunId">For <see cref="KeyState.Known"/>: its run.</param>
/// <param name="Settled">For <see cref="KeyState.Starting"/>: completes when asking again makes sense.</param>
internal sealed record KeyAnswer(KeyState State, string? RunId = null, Task? Settled = null);

/// <summary>The state of a key for a caller that wants to start a run with it.</summary>
internal enum KeyState
{
    /// <summary>Reserved for the run of this call.</summary>
    Reserved,

    /// <summary>Another run is being started with it, and may still be refused.</summary>
    Starting,

    /// <summary>It means a run.</summary>
    Known,

    /// <summary>It was used for another request.</summary>
    Conflict,
}
