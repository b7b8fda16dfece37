using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>Is told what happens to runs, as it happens. It must return at once and never throw.</summary>
/// <remarks>Called while no lock of a run, the queue or a limit is held.</remarks>
internal interface IRunObserver
{
    /// <summary>A run has begun.</summary>
    void Begun(Run run);

    /// <summary>A piece of a stage's text was written down.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="isFirst">True for the stage's first piece.</param>
    void Wrote(Run run, Stage stage, bool isFirst);

    /// <summary>A stage's end was written down. One that ended its run is told again when the run's node died meanwhile.</summary>
    void StageEnded(Run run, StageEnd end);
}
