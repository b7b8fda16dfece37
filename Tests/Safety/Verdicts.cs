using Interception.Server.Generation;

namespace Interception.Tests.Safety;

/// <summary>A judge's answers, with the nonce that the prompt asks for.</summary>
internal static class Verdicts
{
    public const string Model = "local/gpt-oss:20b";

    public static string NonceOf(ModelPrompt prompt) => prompt.Format!.Value
        .GetProperty("properties").GetProperty("nonce").GetProperty("const").GetString()!;

    public static string Safe(ModelPrompt prompt) => Safe(NonceOf(prompt));

    public static string Safe(string nonce) => $$"""{"nonce":"{{nonce}}","verdict":"SAFE","why":"none"}""";

    public static string Unsafe(ModelPrompt prompt) => Unsafe(NonceOf(prompt), "violence");

    public static string Unsafe(string nonce, string category) =>
        $$"""{"nonce":"{{nonce}}","verdict":"UNSAFE","why":"{{category}}"}""";
}
