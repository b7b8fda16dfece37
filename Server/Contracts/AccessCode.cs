namespace Interception.Server.Contracts;

/// <summary>How a client that keeps no cookies shows the workshop's code.</summary>
public static class AccessCode
{
    /// <summary>The header that carries it, with every call.</summary>
    public const string Header = "X-Access-Code";
}
