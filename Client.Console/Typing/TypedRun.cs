using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Typing;

/// <summary>Types a run onto a screen, stage by stage.</summary>
/// <param name="run">The run.</param>
/// <param name="screen">The screen.</param>
/// <param name="pauses">Called at the pause.</param>
internal sealed class TypedRun(RemoteRun run, TypingScreen screen, Func<CancellationToken, Task> pauses)
{
    private Task _text = Task.CompletedTask;
    private IReadOnlyList<Stage> _stages = [];
    private int _typed;
    private StageEnd? _stage;
    private RunEnd? _end;

    /// <exception cref="CommandFailedException">The run did not complete; the message says why.</exception>
    public async Task TypeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var happened in run.WatchAsync(cancellationToken))
                await ShowAsync(happened, cancellationToken);
            // A cancelled stream may end without an exception.
            cancellationToken.ThrowIfCancellationRequested();
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
            case RunStart start: Start(start); break;
            case Queued waiting: screen.Status(StageWords.For(waiting)); break;
            case ModelPull pull: screen.Status(StageWords.For(pull)); break;
            case StageStart start: Begin(start.Stage, cancellationToken); break;
            case StageStatusChange change: Show(change.Status); break;
            case StageEnd end: await FinishAsync(end); break;
            case RunPause: await pauses(cancellationToken); break;
            case RunEnd end: _end = end; break;
        }
    }

    private void Start(RunStart start)
    {
        _stages = start.Stages;
        screen.Line($"Run {run.Started.RunId}, voice {start.Voice}");
    }

    private void Show(StageStatus status)
    {
        if (StageWords.For(status) is { } words) screen.Status(words);
    }

    private void Begin(Stage stage, CancellationToken cancellationToken)
    {
        _typed = 0;
        screen.Heading(_stages.Index().First(each => each.Item == stage).Index + 1, stage);
        _text = TypeTextAsync(stage, cancellationToken);
    }

    private async Task TypeTextAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var piece in run.TextAsync(stage, cancellationToken))
            {
                screen.Text(piece);
                _typed += piece.Length;
            }
        }
        catch (EndingException)
        {
            // The event that ends the stage says the same, with its stage.
        }
    }

    private async Task FinishAsync(StageEnd end)
    {
        // The event may come before the last piece.
        await _text;
        _stage = end;
        if (end.Outcome == Outcome.Blocked) screen.Retract();
        if (end.Outcome == Outcome.Truncated) screen.Line($"({Endings.ForCode(Codes.Truncated).Sentence})");
        if (end.Outcome == Outcome.Completed && _typed != end.Chars)
            throw new CommandFailedException($"{end.Stage} lost text: {_typed} characters came, the server wrote {end.Chars}.");
    }
}
