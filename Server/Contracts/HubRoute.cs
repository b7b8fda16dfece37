namespace Interception.Server.Contracts;

/// <summary>Where the hub is found on a server.</summary>
public static class HubRoute
{
    /// <summary>The hub's path.</summary>
    public const string Path = "/hubs/interception";
}
