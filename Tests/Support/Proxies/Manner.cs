namespace Interception.Tests.Support.Proxies;

/// <summary>What a proxy does to what should flow.</summary>
public enum Manner
{
    /// <summary>Lets it through as it comes.</summary>
    Passes,

    /// <summary>Answers itself, and not what was asked for.</summary>
    Refuses,

    /// <summary>A socket is taken and what is said on it swallowed; of events nothing comes before their end.</summary>
    Mute,
}
