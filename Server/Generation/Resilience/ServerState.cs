namespace Interception.Server.Generation.Resilience;

/// <summary>The state of a model server.</summary>
internal enum ServerState
{
    /// <summary>Its last call was answered, or it has had none.</summary>
    Well,

    /// <summary>It failed or fell silent, and has not answered since.</summary>
    Away,

    /// <summary>It answered for its version again; one run goes first.</summary>
    Returning,
}
