using Interception.Server.Safety;
using Interception.Server.Safety.Terms;

namespace Interception.Tests.Safety;

/// <summary>The lists as they are shipped with the server.</summary>
internal static class ShippedTerms
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Safety", "Terms");

    public static TermMatcher All { get; } = TermFolder.Load(Folder, "", SafetyLevel.Youth);
}
