using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Lesson;

/// <summary>A run as a child reads it. After a reload every text goes on at the character where it was.</summary>
internal sealed class FollowedRun(Tablet tablet, RemoteRun run, Intent intent, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan TextAfterTheEnd = TimeSpan.FromSeconds(10);

    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<Stage, GrowingText> _texts = Enum.GetValues<Stage>().ToDictionary(stage => stage, stage => new GrowingText(stage));
    private RemoteRun _run = run;
    private RunEvent? _stop;
    private long _seen;

    public string Voice => _run.Started.Voice;

    public bool IsReloaded { get; private set; }

    public GrowingText this[Stage stage] => _texts[stage];

    /// <summary>Follows these stages, the last of which a model writes.</summary>
    /// <returns>The pause, or the run's end.</returns>
    public async Task<RunEvent> FollowAsync(Stage[] stages, Visit visit, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var page = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (await PageAsync(stages, visit, page) is { } stop) return stop;
            cancellationToken.ThrowIfCancellationRequested();
            await ReloadAsync(visit);
        }
    }

    /// <exception cref="EndingException">The server refused.</exception>
    public async Task ContinueAsync(string? revised, CancellationToken cancellationToken)
    {
        await _run.ContinueAsync(revised, cancellationToken);
        _stop = null;
    }

    /// <summary>Whether a stage's text has its length and, after a reload, is what the server gives who reads it from its beginning.</summary>
    public async Task<bool> IsWholeAsync(Stage stage, CancellationToken cancellationToken)
    {
        var text = _texts[stage];
        return text.Length == text.End?.Chars && (!IsReloaded
            || $"{text}" == string.Concat(await _run.TextAsync(stage, cancellationToken).ToListAsync(cancellationToken)));
    }

    public ValueTask DisposeAsync() => _stop is RunEnd ? ValueTask.CompletedTask : _run.DisposeAsync();

    // Once begun it comes to its end: without a connection nobody could stop the run.
    private async Task ReloadAsync(Visit visit)
    {
        visit.Reloads++;
        await Task.Delay(intent.Breath, time);
        _run = await tablet.ReloadAsync(_run.Started, CancellationToken.None);
        foreach (var text in _texts.Values) text.Reload();
    }

    /// <returns>Null when the page was left before.</returns>
    private async Task<RunEvent?> PageAsync(Stage[] stages, Visit visit, CancellationTokenSource page)
    {
        var texts = Task.WhenAll(stages.Select(stage => ReadAsync(stage, stage == stages[^1] ? visit.HearWord : () => { }, page)));
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
            // Its length will say what is missing.
        }
        finally
        {
            await page.CancelAsync();
            await Task.WhenAny(texts);
        }
        return _stop;
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
        // A stream that is cancelled may end like any other.
        page.ThrowIfCancellationRequested();
        throw new CommandFailedException("The server never said how the run ended.");
    }

    private async Task ReadAsync(Stage stage, Action heard, CancellationTokenSource page)
    {
        try
        {
            await foreach (var piece in _run.TextAsync(stage, _texts[stage].Length, page.Token))
            {
                _texts[stage].Add(piece, time.GetElapsedTime(_start));
                heard();
                if (IsReloadDue(stage)) await page.CancelAsync();
            }
            page.Token.ThrowIfCancellationRequested();
        }
        catch (EndingException)
        {
            // The event that ends the stage says the same.
        }
    }

    private bool IsReloadDue(Stage stage) =>
        !IsReloaded && stage == intent.Reload?.Stage && _texts[stage].Length >= intent.Reload.Characters && (IsReloaded = true);
}
