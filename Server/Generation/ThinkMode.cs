using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Generation;

/// <summary>How much a model may think; the choices for <see cref="OllamaOptions.Think"/> and for one call.</summary>
public enum ThinkMode
{
    /// <summary>Not at all, or as little as the model allows.</summary>
    Off,

    /// <summary>A little, if the model knows levels; otherwise like <see cref="On"/>.</summary>
    Low,

    /// <summary>As the model does by default.</summary>
    On,
}
