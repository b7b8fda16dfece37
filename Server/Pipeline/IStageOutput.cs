using Interception.Server.Contracts;

namespace Interception.Server.Pipeline;

/// <summary>Where a stage reports what happens, as it happens.</summary>
internal interface IStageOutput
{
    /// <summary>Notes that a line of the model arrived. Its text may be written later, or never.</summary>
    void Came();

    /// <summary>Adds a piece to the stage's text. A piece never ends inside a surrogate pair.</summary>
    void Write(string piece);

    /// <summary>Reports what the stage is doing; the same status again changes nothing.</summary>
    void Report(StageStatus status);

    /// <summary>Reports how much of a model that the stage waits for has been downloaded, in bytes.</summary>
    void Report(string model, long completed, long total);

    /// <summary>Whether a reader can already read some of the text.</summary>
    bool HasText { get; }

    /// <summary>Waits until a model server is well again after one was away; the run keeps its turn.</summary>
    /// <returns>True when it is worth asking again.</returns>
    Task<bool> WaitForServerAsync(CancellationToken cancellationToken);
}
