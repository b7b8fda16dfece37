using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A run as a child reads it. After a reload every text continues at the character where it was.</summary>
internal sealed class FollowedRun(Tablet tablet, RemoteRun run, ChildIntent intent, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan TextAfterTheEnd = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Stage, GrowingText> _texts =
        run.Started.Stages.ToDictionary(stage => stage, stage => new GrowingText(stage, time));
    private RemoteRun _run = run;
    private RunEvent? _stop;
    private long _seen;
    private bool _isReloaded;

    public string Id => _run.Started.RunId;

    /// <summary>The stages up to the pause, and those after it.</summary>
    public (Stage[] First, Stage[] Second) Halves { get; } = HalvesOf([.. run.Started.Stages]);

    public string Voice => _run.Started.Voice;

    public GrowingText this[Stage stage] => _texts[stage];

    /// <summary>Reads these stages, the last of which a model writes.</summary>
    /// <returns>The pause, or the run's end.</returns>
    public async Task<RunEvent> FollowAsync(Stage[] stages, Visit visit, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var page = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (await PageAsync(stages, visit, page) is { } stop) return stop;
            cancellationToken.ThrowIfCancellationRequested();
            visit.Reloads++;
            await ReloadAsync();
        }
    }

    /// <exception cref="EndingException">The server refused.</exception>
    public async Task ContinueAsync(string? revised, CancellationToken cancellationToken)
    {
        await _run.ContinueAsync(revised, cancellationToken);
        _stop = null;
    }

    /// <summary>Whether a stage's text is what the server wrote.</summary>
    public Task<bool> IsWholeAsync(Stage stage, CancellationToken cancellationToken) =>
        _texts[stage].IsWholeAsync(_run, toTheCharacter: _isReloaded, cancellationToken);

    public ValueTask DisposeAsync() => _stop is RunEnd ? ValueTask.CompletedTask : _run.DisposeAsync();

    /// <returns>Null when the child left the page before.</returns>
    private async Task<RunEvent?> PageAsync(Stage[] stages, Visit visit, CancellationTokenSource page)
    {
        var texts = Task.WhenAll(stages.Select(stage => _texts[stage].ReadAsync(_run, () => Grown(stage), page.Token)));
        try
        {
            _stop ??= await WatchAsync(visit, page.Token);
            await texts.WaitAsync(TextAfterTheEnd, time, page.Token);
        }
        catch (Exception) when (page.IsCancellationRequested)
        {
            return null;
        }
        catch (TimeoutException)
        {
            // The length of the text will show what is missing.
        }
        finally
        {
            await page.CancelAsync();
            await Task.WhenAny(texts);
        }
        return _stop;

        void Grown(Stage stage)
        {
            if (stage == stages[^1]) visit.HearWord();
            if (IsReloadDue(stage)) page.Cancel();
        }
    }

    private async Task<RunEvent> WatchAsync(Visit visit, CancellationToken page)
    {
        await foreach (var happened in _run.WatchAsync(_seen, page))
        {
            _seen = happened.Seq;
            visit.See(happened);
            if (happened is StageEnd end) _texts[end.Stage].End = end;
            if (happened is RunPause or RunEnd) return happened;
        }
        page.ThrowIfCancellationRequested();
        throw new CommandFailedException("The server never said how the run ended.");
    }

    private static (Stage[] First, Stage[] Second) HalvesOf(Stage[] stages)
    {
        var first = Array.IndexOf(stages, Stage.Interception) + 1;
        return (stages[..first], stages[first..]);
    }

    private bool IsReloadDue(Stage stage) =>
        !_isReloaded && stage == intent.Reload?.Stage && _texts[stage].Length >= intent.Reload.Characters && (_isReloaded = true);

    // It is not cancelled: without a connection nobody could stop the run.
    private async Task ReloadAsync()
    {
        await Task.Delay(intent.Breath, time);
        _run = await tablet.ReloadAsync(_run.Started, CancellationToken.None);
    }
}
