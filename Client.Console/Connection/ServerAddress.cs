using Interception.Server.Contracts;

namespace Interception.Client.Console.Connection;

/// <summary>A server's address, and the access code for it.</summary>
/// <param name="Address">It may have a path base and may end in a slash.</param>
/// <param name="Code">Null for none.</param>
internal sealed record ServerAddress(Uri Address, string? Code = null)
{
    /// <summary>The address of the hub.</summary>
    public Uri Hub => Below(HubRoute.Path);

    /// <summary>The address of a path on the server.</summary>
    public Uri Below(string path) => new UriBuilder(Address) { Path = Address.AbsolutePath.TrimEnd('/') + path }.Uri;

    /// <summary>Adds the code, if there is one.</summary>
    public void ShowCode(IDictionary<string, string> headers)
    {
        if (Code is not null) headers[AccessCode.Header] = Code;
    }
}
