namespace Interception.Server.Generation.Resilience;

/// <summary>How a model server does.</summary>
internal enum ServerState
{
    /// <summary>Its last call was answered, or it has had none.</summary>
    Well,

    /// <summary>It failed or fell silent, and has not answered since.</summary>
    Away,

    /// <summary>It has told its version again; one run goes first.</summary>
    Returning,
}
