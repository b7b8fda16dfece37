using Interception.Server.Safety;

namespace Interception.Tests.Safety;

/// <summary>The lists as they are shipped with the server.</summary>
internal static class ShippedTerms
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Safety", "Terms");

    public static Terms All { get; } = TermFolder.Load(Folder, "", SafetyLevel.Youth);
}
