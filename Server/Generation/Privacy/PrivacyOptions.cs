namespace Interception.Server.Generation.Privacy;

/// <summary>Where texts may go. Bound from the <c>Privacy</c> section.</summary>
internal sealed class PrivacyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Privacy";

    /// <summary>Whether only servers at loopback or private addresses, and the practice voice, may be used; anything else stops the start. Default: true.</summary>
    public bool LocalOnly { get; set; } = true;
}
