using Interception.Server.Generation;

namespace Interception.Server.Pipeline;

/// <summary>The models of a practice run: the practice voice for every job, and no judge but the term filter.</summary>
internal static class PracticeModels
{
    /// <summary>The practice voice's name; it is not a model.</summary>
    public const string Model = ModelName.PracticeVoice;

    public static RunModels Instance { get; } = new("practice", Model, Model, Model, Judge: null);
}
