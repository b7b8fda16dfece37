using Interception.Server.Generation.Ollama.Wire;

namespace Interception.Server.Generation;

/// <summary>How much a model that can think is told to; the choices for <see cref="OllamaOptions.Think"/> and for one call.</summary>
public enum ThinkMode
{
    /// <summary>Not at all, or as little as the model lets itself be told.</summary>
    Off,

    /// <summary>A little, where a model takes levels; else as <see cref="On"/>.</summary>
    Low,

    /// <summary>As the model does by itself.</summary>
    On,
}
