using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Typing;

/// <summary>Types a run onto a screen, one stage after the other.</summary>
/// <param name="asks">Whether the person is asked at the pause; otherwise the run goes on unrevised.</param>
internal sealed class TypedRun(RemoteRun run, TypingScreen screen, bool asks)
{
    private Task _text = Task.CompletedTask;
    private StageEnd? _stage;
    private RunEnd? _end;

    /// <exception cref="CommandFailedException">The run did not complete; the message says why.</exception>
    public async Task TypeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var happened in run.WatchAsync(cancellationToken))
                await ShowAsync(happened, cancellationToken);
        }
        finally
        {
            screen.EndLine();
        }

        if (EndingText.Describe(_end, _stage) is { } why) throw new CommandFailedException(why);
    }

    private async Task ShowAsync(RunEvent happened, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case Queued waiting: screen.Status($"waiting as number {waiting.Position}"); break;
            case StageStart start: Begin(start.Stage, cancellationToken); break;
            case StageStatusChange change: Show(change.Status); break;
            case StageEnd end: await FinishAsync(end); break;
            case RunPause: await GoOnAsync(cancellationToken); break;
            case RunEnd end: _end = end; break;
        }
    }

    private void Show(StageStatus status)
    {
        if (StageWords.For(status) is { } words) screen.Status(words);
    }

    private void Begin(Stage stage, CancellationToken cancellationToken)
    {
        screen.Heading(run.Started.Stages.Index().First(each => each.Item == stage).Index + 1, stage);
        _text = TypeTextAsync(stage, cancellationToken);
    }

    private async Task TypeTextAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var piece in run.TextAsync(stage, cancellationToken)) screen.Text(piece);
        }
        catch (EndingException)
        {
            // The event that ends the stage says the same, and where.
        }
    }

    private async Task FinishAsync(StageEnd end)
    {
        // The event may overtake the last piece.
        await _text;
        _stage = end;
        if (end.Outcome == Outcome.Blocked) screen.Retract();
        if (end.Outcome == Outcome.Truncated) screen.Line($"({Endings.ForCode(Codes.Truncated).Sentence})");
    }

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        while (true)
            try
            {
                var revised = asks
                    ? await screen.AskAsync("Press Enter to go on, or type the text to go on with:", cancellationToken)
                    : null;
                await run.ContinueAsync(revised, cancellationToken);
                return;
            }
            catch (EndingException refusal) when (asks && LeavesThePause(refusal.Code))
            {
                screen.Line($"{refusal.Message} ({refusal.Code})");
            }
    }

    private static bool LeavesThePause(string code) => code is Codes.Busy or Codes.RateLimited or Codes.InvalidRequest;
}
