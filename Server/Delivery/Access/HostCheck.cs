using System.Collections.Frozen;
using System.Net;
using System.Net.NetworkInformation;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Responses;

namespace Interception.Server.Delivery.Access;

/// <summary>Checks the host names of requests. A web page whose own name points at this machine (DNS rebinding) would use such a name.</summary>
/// <param name="allowed">Names besides the machine's own; <c>*.school.example</c> for all below it, <c>*</c> for every name.</param>
internal sealed partial class HostCheck(IReadOnlyCollection<string> allowed)
{
    private static readonly FrozenSet<string> Own = OwnNames().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates the check from <c>AllowedHosts</c>, whose names are separated by semicolons.</summary>
    /// <exception cref="InvalidDataException">The list is not valid.</exception>
    public static HostCheck From(IConfiguration configuration)
    {
        var names = configuration["AllowedHosts"] ?? "";
        var all = names.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return all.All(name => Name().IsMatch(name))
            ? new(all)
            : throw new InvalidDataException($"AllowedHosts is '{names}', but must be names such as school.example or *.school.example, with ; between them and no ports.");
    }

    public Task GuardAsync(HttpContext http, RequestDelegate next) =>
        Allows(http.Request.Host.Host) ? next(http) : ProblemDetailsFilter.Create(Unknown(), http).ExecuteAsync(http);

    /// <summary>Whether a request may have this host. An empty one passes, because no browser leaves it out.</summary>
    public bool Allows(string host)
    {
        var name = host.EndsWith('.') ? host[..^1] : host;
        return host.Length == 0 || IPAddress.TryParse(name, out _) || Own.Contains(name)
            || Below("*.localhost", name) || allowed.Any(pattern => Below(pattern, name));
    }

    private static bool Below(string pattern, string name) => pattern == "*"
        || (pattern.StartsWith("*.", StringComparison.Ordinal)
            ? name.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : name.Equals(pattern, StringComparison.OrdinalIgnoreCase));

    private static string[] OwnNames()
    {
        var machine = Dns.GetHostName();
        var first = machine.Split('.')[0];
        return ["localhost", machine, first, $"{first}.local", $"{first}.{IPGlobalProperties.GetIPGlobalProperties().DomainName}"];
    }

    private static Contracts.EndingException Unknown() =>
        FieldValidation.Refused("Host", "is not a name of this server; its IP addresses are, and so is what AllowedHosts says");

    [GeneratedRegex(@"\A(\*|(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)\z")]
    private static partial Regex Name();
}
