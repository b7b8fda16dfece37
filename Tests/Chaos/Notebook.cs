using System.Text;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Chaos;

/// <summary>What a client holds of its run, over all its connections; it accepts nothing twice, late or out of order.</summary>
internal sealed class Notebook
{
    private readonly Lock _lock = new();
    private readonly List<RunEvent> _events = [];
    private readonly Dictionary<Stage, StringBuilder> _texts = ContractStages.All.ToDictionary(stage => stage, _ => new StringBuilder());
    private readonly Dictionary<Stage, string> _endings = [];

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Something was heard.</summary>
    public Action Heard { get; set; } = () => { };

    /// <summary>The run, as soon as its id is known.</summary>
    public string? RunId { get; set; }

    /// <summary>Completed with the first piece that a model wrote.</summary>
    public Task Begun => _begun.Task;

    /// <summary>The events in the order in which they were heard.</summary>
    public IReadOnlyList<RunEvent> Events => Locked(() => _events.ToList());

    /// <summary>The last event that was heard.</summary>
    public long LastSeq => Locked(() => _events.Count);

    /// <summary>Whether the run waits for this client.</summary>
    public bool IsPaused => Locked(() => _events.LastOrDefault() is RunPause);

    /// <summary>Whether the last event was heard.</summary>
    public bool HasEnded => Locked(() => _events.LastOrDefault() is RunEnd);

    /// <summary>Whether there is nothing more to hear.</summary>
    public bool IsOver => HasEnded && Locked(() => _endings.Count == _texts.Count);

    /// <summary>What is held of a stage.</summary>
    public string Text(Stage stage) => Locked(() => _texts[stage].ToString());

    /// <summary>What should not have been; null as long as all is well.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>How a stage's text ended: a code, empty for well, null for not yet.</summary>
    public string? Ending(Stage stage) => Locked(() => _endings.GetValueOrDefault(stage));

    /// <summary>Writes an event down.</summary>
    public void Hear(RunEvent happened) => Write(() =>
    {
        if (_events.LastOrDefault() is RunEnd) throw new BrokenPromiseException($"{happened.GetType().Name} came after the end");
        if (happened.Seq != _events.Count + 1) throw new BrokenPromiseException($"event {happened.Seq} came after {_events.Count}");
        _events.Add(happened);
    });

    /// <summary>Adds to a stage's text what was read from an offset on.</summary>
    public void Read(Stage stage, string piece)
    {
        Write(() => _texts[stage].Append(piece));
        if (stage == Stage.Interception) _begun.TrySetResult();
    }

    /// <summary>Writes down how a stage's text ended.</summary>
    public void End(Stage stage, string code) => Write(() => _endings.Add(stage, code));

    /// <summary>A connection ended so; what a bad network cannot have done is kept.</summary>
    public void Lose(Exception how) => Broken ??= how is BrokenPromiseException or SaidException or ArgumentException ? how : null;

    private void Write(Action write)
    {
        lock (_lock) write();
        Heard();
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock) return read();
    }
}

/// <summary>The server did what it promised not to do.</summary>
internal sealed class BrokenPromiseException(string message, Exception? cause = null) : Exception(message, cause);
