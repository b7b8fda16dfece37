namespace Interception.Server.Contracts;

/// <summary>The paths of the hubs.</summary>
public static class HubRoute
{
    /// <summary>The children's hub.</summary>
    public const string Path = "/hubs/interception";

    /// <summary>The teacher's hub.</summary>
    public const string Class = "/hubs/class";
}
