using System.Runtime.CompilerServices;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Microsoft.AspNetCore.SignalR;

namespace Interception.Tests.ClientConsole;

/// <summary>A hub as the contract has it, that plays a run from a script instead of asking a model.</summary>
internal abstract class PlayedHub(Heard heard) : Hub
{
    protected virtual int Chars(Stage stage) => Pieces(stage).Sum(piece => piece.Length);

    protected virtual long DurationMs => 1_000;

    protected virtual long Skipped => 0;

    protected abstract IReadOnlyList<string> Pieces(Stage stage);

    protected virtual (Outcome Outcome, string? Code, TextCategory? Category) EndOf(Stage stage) =>
        (Outcome.Completed, null, null);

    public virtual RunStarted StartRun(RunRequest request)
    {
        heard.Request = request;
        return new("a-run", ContractStages.All, "practice");
    }

    public void ContinueRun(string runId, string? text)
    {
        if (text == "too long") throw new HubException("invalid_request: The text is too long.");
        heard.Revised = text;
        heard.Continued.TrySetResult();
    }

    public void StopRun(string runId) => heard.Stopped.TrySetResult();

    public IAsyncEnumerable<string> StreamStage(string runId, Stage stage, int offset, CancellationToken cancellationToken) =>
        TextAsync(stage, cancellationToken);

    public async IAsyncEnumerable<RunEvent> Watch(
        string runId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seq = 0L;
        await foreach (var happened in EventsAsync(cancellationToken))
            if (++seq > after && seq != Skipped) yield return happened with { Seq = seq };
    }

    protected virtual async IAsyncEnumerable<RunEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new RunStart(ContractStages.All, "en", "practice");
        yield return new Queued(2, null);
        foreach (var stage in ContractStages.All)
        {
            if (stage == Stage.PreOutput && heard.Request!.Until != "Output")
            {
                yield return new RunPause();
                await heard.Continued.Task.WaitAsync(cancellationToken);
            }

            var (outcome, code, category) = EndOf(stage);
            yield return new StageStart(stage, "a-model");
            yield return new StageStatusChange(stage, StageStatus.Checking);
            yield return new StageEnd(
                stage, outcome, code, category, Chars(stage), Pieces(stage).Count, "a-model", 1, DurationMs);
            if (outcome == Outcome.Completed) continue;
            yield return new RunEnd(outcome, code);
            yield break;
        }

        yield return new RunEnd(Outcome.Completed, null);
    }

    private async IAsyncEnumerable<string> TextAsync(
        Stage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (ContractStages.Number(stage) > 2 && heard.Request!.Until != "Output")
            await heard.Continued.Task.WaitAsync(cancellationToken);
        foreach (var piece in Pieces(stage)) yield return piece;

        var codes = ContractStages.All.Take(ContractStages.Number(stage)).Select(each => EndOf(each).Code);
        if (codes.FirstOrDefault(code => code is not null) is { } ended)
            throw new HubException($"{ended}: The run ended.");
    }
}
