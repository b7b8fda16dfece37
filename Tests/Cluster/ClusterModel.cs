using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Interception.Tests.Chaos;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Cluster;

/// <summary>A model that tells every run something else, as fast as a test wants it, and remembers what.</summary>
internal sealed class ClusterModel : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TimeSpan> _paces = new();
    private readonly Storyteller _teller;
    private int _runs;
    private int _open;
    private int _most;

    /// <param name="words">How many words a text has.</param>
    /// <param name="pace">How long it takes to a word, unless a test says otherwise.</param>
    public ClusterModel(int words, TimeSpan pace)
    {
        Seed = Chaos.Seed.Value;
        _teller = new(Seed) { Length = words, Before = (run, _) => Task.Delay(_paces.GetValueOrDefault(run, pace)) };
        Ollama.OnText(Answer);
    }

    /// <summary>Where its words are drawn from.</summary>
    public int Seed { get; }

    /// <summary>Its server.</summary>
    public ScriptedOllama Ollama { get; } = new();

    /// <summary>How many texts it has told at once at most; those of clients that had left are not counted.</summary>
    public int MostAtOnce => _most;

    /// <summary>A number for one more run.</summary>
    public int NextRun() => Interlocked.Increment(ref _runs);

    /// <summary>The same, with a pace of its own.</summary>
    public int NextRun(TimeSpan pace)
    {
        var run = NextRun();
        _paces[run] = pace;
        return run;
    }

    /// <summary>All that was told a run in a stage, one text for each time that it was asked.</summary>
    public IReadOnlyList<string> Told(int run, Stage stage) => _teller.Told(run, stage);

    /// <summary>The last call for a text of a run.</summary>
    public OllamaRequest LastCall(int run) => _teller.LastCall(run);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Ollama.DisposeAsync();

    private Script? Answer(OllamaRequest asked)
    {
        if (_teller.Answer(asked) is not { } script) return null;
        Count(Interlocked.Increment(ref _open));
        _ = asked.Completed.ContinueWith(_ => Interlocked.Decrement(ref _open), TaskScheduler.Default);
        return script;
    }

    private void Count(int open)
    {
        for (var most = _most; open > most; most = _most) Interlocked.CompareExchange(ref _most, open, most);
    }
}
