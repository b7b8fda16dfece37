using Interception.Server.Contracts;

namespace Interception.Server.Pipeline;

/// <summary>Where a stage says what happens, as it happens.</summary>
internal interface IStageOutput
{
    /// <summary>A line of the model came; when its text is written, and whether, is another matter.</summary>
    void Came();

    /// <summary>Adds a piece to the stage's text. Never half a surrogate pair.</summary>
    void Write(string piece);

    /// <summary>Says what the stage is doing; saying the same again changes nothing.</summary>
    void Report(StageStatus status);

    /// <summary>Says how far a model has been fetched for which the stage waits, in bytes.</summary>
    void Report(string model, long completed, long total);

    /// <summary>Whether any of the text can be read already.</summary>
    bool HasText { get; }

    /// <summary>Waits until a model server is well again, when one that was asked is away; the run keeps its turn.</summary>
    /// <returns>True when it is worth asking again.</returns>
    Task<bool> WaitForServerAsync(CancellationToken cancellationToken);
}
