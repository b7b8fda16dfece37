using System.Security.Cryptography;
using System.Text;
using Interception.Server.Classroom.Board;
using Interception.Server.Classroom.Store;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Classroom;

/// <summary>Writes events of runs into the class: who is present, who made a piece, who cries for help. Without a teacher there is no class.</summary>
internal sealed partial class ClassroomObserver(
    IClassroomStore store, WaitFigures waits, ClassroomOptions options, TimeProvider time, ILogger<ClassroomObserver> logger) : IRunObserver
{
    private const int MostTries = 1_000;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    public void Begun(Run run)
    {
        if (options.HasTeacher) Change(record => record.Joined(run.Child, time));
    }

    public void Wrote(Run run, Stage stage, bool isFirst)
    {
        if (options.HasTeacher) waits.Wrote(run, stage, isFirst);
    }

    public void StageEnded(Run run, StageEnd end)
    {
        if (!options.HasTeacher) return;
        if (end.Outcome == Outcome.Completed && end.Stage == run.Plan.Piece)
            Change(record => record.Joined(run.Child, time).With(run.Child, child => child with { Pieces = child.Pieces + 1 }));
        if (end is { Outcome: Outcome.Blocked, Category: TextCategory.SelfHarm }) Alert(run, end);
    }

    private void Alert(Run run, StageEnd end)
    {
        var (id, at, text) = (AlertIdOf(run, end), time.UnixMs(), WrittenBy(run));
        Insist(record =>
        {
            // The answer to an earlier try may have been lost on the way, or the node that had told it.
            if (record.Alerts.Exists(alert => alert.Id == id)) return record;
            record = record.Joined(run.Child, time);
            return record with { Alerts = record.Alerts.Add(new(id, run.Child, record.Children[run.Child].Name, end.Category!.Value, at, text)) };
        });
    }

    /// <summary>The same at every node. The run's own id is a secret.</summary>
    private static string AlertIdOf(Run run, StageEnd end) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Id} {end.Stage.Name}")))[..16];

    /// <summary>The child's own words, whichever field they were in.</summary>
    private static string WrittenBy(Run run)
    {
        var asked = run.Material.Assignment;
        string?[] words = [asked.Idea, asked.Style, asked.HasPresetRules ? null : asked.Rules, run.Material.Revision];
        return string.Join("\n\n", words.Where(text => !string.IsNullOrWhiteSpace(text)));
    }

    private async void Change(Func<ClassRecord, ClassRecord> change) => await TryChangeAsync(change);

    /// <summary>A cry for help is told in any case: while the class cannot be changed, it is said again and again.</summary>
    private async void Insist(Func<ClassRecord, ClassRecord> change)
    {
        for (var tries = 0; tries < MostTries && !await TryChangeAsync(change, isToBeLogged: tries == 0); tries++) await Task.Delay(Again, time);
    }

    private async Task<bool> TryChangeAsync(Func<ClassRecord, ClassRecord> change, bool isToBeLogged = true)
    {
        try
        {
            await store.ChangeAsync(change);
            return true;
        }
        catch (Exception e)
        {
            if (isToBeLogged) LogNotWritten(e.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What happened could not be written into the class: {Exception}.")]
    private partial void LogNotWritten(string exception);
}

/// <summary>The server settings that the class needs.</summary>
/// <param name="HasTeacher">Whether a teacher's code is set, so that somebody can be the teacher.</param>
internal sealed record ClassroomOptions(bool HasTeacher);
