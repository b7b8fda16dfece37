using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Chaos;

/// <summary>Compares what a child holds with what the model told, and with what the events say.</summary>
internal static class Oracle
{
    private static readonly string?[] Honest =
    [
        null, Codes.Stopped, Codes.Timeout, Codes.Truncated, Codes.ProviderUnavailable, Codes.ProviderInterrupted, Codes.SafetyUnavailable,
    ];

    /// <summary>Holds the run to what is promised.</summary>
    /// <exception cref="BrokenPromiseException">It is not so.</exception>
    public static void Verify(int run, Notebook book, Storyteller model)
    {
        var end = book.Events.OfType<RunEnd>().Single();
        Promise(Honest.Contains(end.Code), $"the run ended with {end.Code}");
        foreach (var stage in ContractStages.All)
        {
            Promise(book.Events.OfType<StageStart>().Count(begun => begun.Stage == stage) == EndsOf(book, stage).Count, $"{stage} has not one ending");
            if (EndsOf(book, stage) is [var ended]) Verify(run, book, model, ended);
            else Promise(book.Text(stage).Length == 0 && book.Ending(stage) is { Length: > 0 }, $"{stage} was never begun, but read");
        }
    }

    private static void Verify(int run, Notebook book, Storyteller model, StageEnd ended)
    {
        var (stage, held) = (ended.Stage, book.Text(ended.Stage));
        var told = stage.Name switch
        {
            nameof(Stage.PreInterception) => [Storyteller.Idea(run)],
            nameof(Stage.PreOutput) => [book.Text(Stage.Interception)],
            _ => model.Told(run, stage),
        };
        var isWhole = ended.Outcome == Outcome.Completed;
        Promise(book.Ending(stage) == (ended.Code ?? ""), $"{stage} ended with {ended.Code}, its text with {book.Ending(stage)}");
        Promise(held.Length == ended.Chars, $"{stage} has {ended.Chars} characters, {held.Length} were heard");
        Promise(held.Length == 0 || told.Any(text => isWhole ? text == held : text.StartsWith(held, StringComparison.Ordinal)), $"{stage} was told otherwise");
        Promise(!isWhole || held.Length > 0, $"{stage} is whole, but empty");
        VerifyRetries(book, stage, stage == Stage.Interception || stage == Stage.Output ? told.Count : 0);
    }

    private static void VerifyRetries(Notebook book, Stage stage, int calls)
    {
        var said = book.Events.OfType<StageStatusChange>().Where(change => change.Stage == stage).Select(change => change.Status).ToList();
        Promise(calls <= 1 + said.Count(status => status == StageStatus.Retrying), $"{stage} was asked {calls} times");
        Promise(calls <= 3, $"{stage} was begun {calls} times");
        // A whole text that lacks its verdict waits for the judge's server: that is said as retrying too, after the check began.
        Promise(!said.Zip(said.Skip(1)).Contains((StageStatus.Writing, StageStatus.Retrying)), $"{stage} was asked again after its first piece");
    }

    private static List<StageEnd> EndsOf(Notebook book, Stage stage) =>
        [.. book.Events.OfType<StageEnd>().Where(ended => ended.Stage == stage)];

    private static void Promise(bool kept, string otherwise)
    {
        if (!kept) throw new BrokenPromiseException(otherwise);
    }
}
