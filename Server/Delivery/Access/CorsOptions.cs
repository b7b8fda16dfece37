using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Delivery.Access;

/// <summary>Pages of other origins that may use hub and API. Bound from the <c>Cors</c> section.</summary>
internal sealed class CorsOptions
{
    /// <summary>Origins such as <c>https://school.example</c>. Default: none; in Development the page's own server at port 5173.</summary>
    [Origins]
    public string[] AllowedOrigins { get; set; } = [];

    private sealed class OriginsAttribute() : ValidationAttribute("origins such as https://school.example, with nothing after the port")
    {
        public override bool IsValid(object? value) => value is string[] all && all.All(IsOrigin);

        private static bool IsOrigin(string text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            && uri.GetLeftPart(UriPartial.Authority) == text && uri.UserInfo.Length == 0;
    }
}
