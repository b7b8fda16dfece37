using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Generation.Privacy;

/// <summary>One or more different http or https addresses.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpAddressesAttribute()
    : ValidationAttribute("one or more different addresses such as http://localhost:11434")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is Uri[] { Length: > 0 } addresses
        && addresses.All(IsHttp)
        && addresses.Distinct().Count() == addresses.Length;

    private static bool IsHttp(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" };
}
