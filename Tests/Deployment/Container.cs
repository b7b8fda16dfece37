using System.Text.RegularExpressions;

namespace Interception.Tests.Deployment;

/// <summary>Starts a published server as Docker would start its container: nobody's rights, a root that cannot be written.</summary>
internal static partial class Container
{
    /// <summary>APP_UID of Microsoft's images.</summary>
    public const string User = "1654";

    /// <summary>What Microsoft's images set, and what Server/Dockerfile says to it.</summary>
    private static readonly Dictionary<string, string> OfTheImage = new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
        ["DOTNET_RUNNING_IN_CONTAINER"] = "true",
        ["ASPNETCORE_HTTP_PORTS"] = "",
    };

    private const string Sandbox = """
        set -e
        mount --bind "$1" /srv
        mount -o remount,bind,ro /
        mount -o remount,bind,ro /srv
        mount -t tmpfs -o mode=1777 tmpfs /tmp
        cd /srv
        exec setpriv --reuid "$2" --regid "$2" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
            bash -c '[ ! -w . ] && [ ! -w /var/tmp ] && [ -w /tmp ] && exec dotnet Interception.Server.dll'
        """;

    /// <summary>Starts a server in the sandbox.</summary>
    public static ChildProcess Start(string folder, IEnumerable<KeyValuePair<string, string>> environment) =>
        new(["unshare", "--mount", "bash", "-c", Sandbox, "sandbox", folder, User], OfTheImage.Concat(environment).ToDictionary());

    /// <summary>Starts a server with no sandbox around it, on a free port.</summary>
    public static ChildProcess StartOpen(string folder, IEnumerable<KeyValuePair<string, string>> environment) =>
        new(["dotnet", Path.Combine(folder, "Interception.Server.dll"), "--urls", "http://127.0.0.1:0"], OfTheImage.Concat(environment).ToDictionary());

    /// <summary>Where it listens, as it says itself.</summary>
    public static async Task<Uri> AddressAsync(this ChildProcess server) =>
        new(Address().Match(await server.LineAsync("Open http")).Value);

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
