using Interception.Server.Generation;

namespace Interception.Server.Pipeline;

/// <summary>The cast of a practice run: our own voice in every part, and no judge but the term filter.</summary>
internal static class PracticeModels
{
    /// <summary>The practice voice's name; no model stands behind it.</summary>
    public const string Model = ModelName.PracticeVoice;

    public static RunModels Instance { get; } = new("practice", Model, Model, Model, Judge: null);
}
