using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One run's journal as its one writer has it: written into the writer's own memory, without any waiting.</summary>
public interface IRunJournal : IRunReader
{
    /// <summary>The writer's number.</summary>
    long Fence { get; }

    /// <summary>Goes on under a larger number, that of its place; with its next word writers with smaller ones fall silent.</summary>
    /// <param name="fence">The number; one that is not larger changes nothing.</param>
    void Raise(long fence);

    /// <summary>Hears what is wanted of the run: at once if anything is, and whenever that changes.</summary>
    /// <param name="hear">Called while no lock is held; of several, the last one given is.</param>
    void OnWanted(Action<RunWish> hear);

    /// <summary>Writes an event down and gives it its number and time.</summary>
    /// <remarks>
    /// <see cref="StageStart"/> opens a stage's text, <see cref="StageEnd"/> closes it (and retracts it when blocked),
    /// <see cref="RunEnd"/> closes the journal. When the journal is nearly full, <see cref="Queued"/> and
    /// <see cref="StageStatusChange"/> are left out, so that the endings always find room.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The run has ended, or another writer has taken it over.</exception>
    void Write(RunEvent happened);

    /// <summary>Adds a piece to the text of a stage that has begun and not ended. An empty piece is nothing.</summary>
    /// <remarks>Waiting readers may run before it returns, so the caller must hold no lock.</remarks>
    /// <param name="stage">The stage that writes.</param>
    /// <param name="piece">Text that neither begins nor ends inside a surrogate pair.</param>
    /// <exception cref="InvalidOperationException">The stage is not open, the journal is full, or another writer has taken it over.</exception>
    void Write(Stage stage, string piece);

    /// <summary>What is wanted of the run, as far as its writer has heard.</summary>
    RunWish Wanted => RunWish.Go;

    /// <summary>How far the run has come.</summary>
    WrittenStages Written => default;

    /// <summary>Leaves the run to whoever takes it over, with all that is written so far. Does nothing in a single process.</summary>
    ValueTask ReleaseAsync() => default;

    /// <summary>Whether another writer has taken the run over: nothing that is written here is heard by anyone.</summary>
    bool IsOvertaken => false;

    /// <summary>Something else is wanted, or the run was taken over. Raised while no lock is held; in a single process it never is.</summary>
    event Action? Heard
    {
        add { }
        remove { }
    }
}
