namespace Interception.Tests.Support.Proxies;

/// <summary>How a proxy treats a stream.</summary>
public enum Manner
{
    /// <summary>Passes it on as it comes.</summary>
    Passes,

    /// <summary>Answers itself with something else.</summary>
    Refuses,

    /// <summary>Accepts a WebSocket and swallows its messages; holds events back until their end.</summary>
    Mute,
}
