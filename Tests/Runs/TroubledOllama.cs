using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Runs;

/// <summary>What happens to a model server on a bad day, again and again.</summary>
internal sealed class TroubledOllama
{
    private static readonly TimeSpan ATokenTakes = TimeSpan.FromMilliseconds(30);

    private readonly ScriptedOllama _ollama;
    private readonly FastTime _time;
    private readonly Random _random;
    private readonly Random _chance;
    private volatile TaskCompletionSource? _frozen;
    private int _kills;
    private int _freezes;
    private int _crashes;
    private int _faults;

    public TroubledOllama(ScriptedOllama ollama, FastTime time, int seed)
    {
        _ollama = ollama;
        _time = time;
        _random = new(seed);
        _chance = new(seed + 1);
        ollama.OnText(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(_ => TokenAsync()));
        ollama.OnVerdict(_ => Script.Verdict("SAFE").InLockStep(_ => _frozen?.Task ?? Task.CompletedTask));
        ollama.OnChat(_ => Fault());
        foreach (var path in new[] { "/api/version", "/api/tags" })
            ollama.On(path, _ => _frozen is null ? null : Script.StallBeforeHeaders());
    }

    /// <summary>What there was.</summary>
    public string Faults => $"{_kills} kills, {_freezes} freezes, {_crashes} crashes of the runner, {_faults} calls that failed or broke off";

    /// <summary>Makes trouble about every 25 seconds.</summary>
    public async Task MakeAsync(DateTimeOffset ends, CancellationToken cancellationToken)
    {
        while (_time.GetUtcNow() < ends)
        {
            await WaitAsync(_random.Next(15, 35), cancellationToken);
            await (_random.Next(3) switch
            {
                0 => KillAsync(cancellationToken),
                1 => FreezeAsync(cancellationToken),
                _ => CrashAsync(),
            });
        }
    }

    private async Task KillAsync(CancellationToken cancellationToken)
    {
        _kills++;
        await _ollama.KillAsync();
        await WaitAsync(4, cancellationToken);
        _ollama.StartAgain();
    }

    private async Task FreezeAsync(CancellationToken cancellationToken)
    {
        _freezes++;
        _frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await WaitAsync(8, cancellationToken);
        var thaws = _frozen;
        _frozen = null;
        thaws.SetResult();
    }

    /// <summary>All that is being answered breaks off, and the server is there at once.</summary>
    private async Task CrashAsync()
    {
        _crashes++;
        await _ollama.KillAsync();
        _ollama.StartAgain();
    }

    private Script? Fault()
    {
        lock (_chance)
        {
            var chance = _chance.Next(100);
            if (chance < 5) _faults++;
            return chance switch
            {
                0 => Script.Error(500, "no memory"),
                1 => Script.ResetBeforeHeaders(),
                2 => Script.Tokens().ThenErrorLine("no memory"),
                3 => Script.Recording("0.32.15/busy.http"),
                4 => Script.Tokens(ScriptedOllama.Tokens.Take(20)).ThenReset(),
                _ => null,
            };
        }
    }

    private async Task TokenAsync()
    {
        if (_frozen is { } frozen) await frozen.Task;
        await Task.Delay(_time.Real(ATokenTakes));
    }

    private Task WaitAsync(int seconds, CancellationToken cancellationToken) =>
        Task.Delay(_time.Real(TimeSpan.FromSeconds(seconds)), cancellationToken);
}
