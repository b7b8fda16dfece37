using Interception.Server.Contracts;
using Interception.Server.Journal;

namespace Interception.Tests.Journal;

/// <summary>What a worker writes and a client reads, in one word each.</summary>
internal static class Scenes
{
    public static IRunJournal Begin(this IRunJournal run, Stage stage, params string[] pieces)
    {
        run.Write(new StageStart(stage, Model: null));
        foreach (var piece in pieces)
        {
            run.Write(stage, piece);
        }

        return run;
    }

    public static IRunJournal End(
        this IRunJournal run, Stage stage, Outcome outcome = Outcome.Completed, string? code = null,
        TextCategory? category = null)
    {
        run.Write(new StageEnd(stage, outcome, code, category, 0, 0, null, null, 0));
        return run;
    }

    public static IRunJournal End(this IRunJournal run, Outcome outcome, string? code = null)
    {
        run.Write(new RunEnd(outcome, code));
        return run;
    }

    public static async Task<string> ReadAll(this IRunJournal run, Stage stage, int offset, CancellationToken soon) =>
        string.Concat(await run.ReadText(stage, offset, soon).ToListAsync(soon));

    /// <summary>Reads to the end that is not a good one.</summary>
    public static async Task<(string Text, EndingException Ending)> ReadToEnding(
        this IRunJournal run, Stage stage, int offset, CancellationToken soon)
    {
        var text = "";
        var reading = async () =>
        {
            await foreach (var piece in run.ReadText(stage, offset, soon))
            {
                text += piece;
            }
        };
        var ending = (await reading.Should().ThrowAsync<EndingException>()).Which;
        return (text, ending);
    }

    public static async Task<EndingException> ShouldEnd(this Task reading) =>
        (await FluentActions.Awaiting(() => reading).Should().ThrowAsync<EndingException>()).Which;
}
