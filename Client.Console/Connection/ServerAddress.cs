using Interception.Server.Contracts;

namespace Interception.Client.Console.Connection;

/// <summary>A server: where it is, and the code that opens its door.</summary>
/// <param name="Address">May have a path base and may end in a slash.</param>
/// <param name="Code">Null when none is shown.</param>
internal sealed record ServerAddress(Uri Address, string? Code = null)
{
    /// <summary>The server's hub.</summary>
    public Uri Hub => Below(HubRoute.Path);

    /// <summary>A path of the server.</summary>
    public Uri Below(string path) => new UriBuilder(Address) { Path = Address.AbsolutePath.TrimEnd('/') + path }.Uri;

    /// <summary>Shows the code, when there is one.</summary>
    public void ShowCode(IDictionary<string, string> headers)
    {
        if (Code is not null) headers[AccessCode.Header] = Code;
    }
}
