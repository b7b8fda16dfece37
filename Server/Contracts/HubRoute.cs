namespace Interception.Server.Contracts;

/// <summary>Where the hubs are found on a server.</summary>
public static class HubRoute
{
    /// <summary>The children's hub.</summary>
    public const string Path = "/hubs/interception";

    /// <summary>The teacher's hub.</summary>
    public const string Class = "/hubs/class";
}
