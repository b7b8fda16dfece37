namespace Interception.Tests.Support.Ollama;

/// <summary>Ollama's description of a model, field for field.</summary>
internal static class Descriptions
{
    private const string Digest = "de1d52de36e0f59231dcb14bca81c7e8fd444ffb8153550e179a9e18a137fa58";
    private const int ContextLength = 8192;

    public static object Tag(ScriptedModel model) => new
    {
        name = model.Name,
        model = model.Name,
        modified_at = model.ModifiedAt,
        size = 9081755,
        digest = Digest,
        details = Details(model),
        capabilities = model.ListsCapabilities ? Capabilities(model) : null,
        remote_host = model.RemoteHost,
    };

    public static object Running(ScriptedModel model) => new
    {
        name = model.Name,
        model = model.Name,
        size = 26906459,
        digest = Digest,
        details = Details(model),
        expires_at = DateTime.UtcNow.AddMinutes(30),
        size_vram = 0,
        context_length = ContextLength,
    };

    public static object Show(ScriptedModel model) => new
    {
        details = Details(model),
        model_info = new Dictionary<string, object>
        {
            ["general.architecture"] = model.Family,
            [$"{model.Family}.context_length"] = ContextLength,
        },
        capabilities = Capabilities(model),
        modified_at = model.ModifiedAt,
    };

    private static IEnumerable<string> Capabilities(ScriptedModel model) => model.Thinking ? [.. model.Can, "thinking"] : model.Can;

    private static object Details(ScriptedModel model) => new
    {
        parent_model = "",
        format = "gguf",
        family = model.Family,
        families = new[] { model.Family },
        parameter_size = "4.53M",
        quantization_level = "F16",
    };
}
