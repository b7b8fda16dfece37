using System.Text.Json;
using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>What nodes tell each other of a run.</summary>
internal sealed partial class MemoryRunJournal
{
    /// <summary>How many events there are.</summary>
    public int EventCount
    {
        get
        {
            lock (_gate) return _events.Count;
        }
    }

    /// <summary>Where the run is in its life, as far as it is written down.</summary>
    public (bool IsPaused, bool HasEnded) Life
    {
        get
        {
            lock (_gate) return (_events.Count > 0 && _events.After(_events.Count - 1) is RunPause, _events.End is not null);
        }
    }

    /// <summary>Whether a text that still grows does not reach a place yet.</summary>
    public bool IsShortOf(Stage stage, int offset)
    {
        lock (_gate) return _events.End is null && !_isForgotten && TextOf(stage) is { HasEnded: false } text && text.Length < offset;
    }

    /// <summary>The event with the number and time that it would have now; null when it would be left out.</summary>
    public RunEvent? Number(RunEvent happened)
    {
        lock (_gate) return _events.Number(happened);
    }

    /// <summary>What a copy lacks that has got so far, in the order in which it was written.</summary>
    public List<JournalStep> StepsAfter(JournalPosition copied, int most)
    {
        lock (_gate)
        {
            var steps = new List<JournalStep>();
            for (var seen = copied.Events; seen < _events.Count && steps.Count < most; seen++)
            {
                var happened = _events.After(seen)!;
                if (happened is StageEnd end) AddRest(steps, end.Stage, copied);
                steps.Add(new(happened));
            }

            foreach (var (stage, text) in _texts)
                if (text.IsOpen && steps.Count < most) AddRest(steps, stage, copied);
            return steps;
        }
    }

    /// <summary>Takes in what another writer has written behind what both have.</summary>
    /// <param name="fence">That writer's number.</param>
    /// <param name="common">How much was the same for sure.</param>
    /// <param name="events">What follows there.</param>
    /// <param name="rests">The rest of each text there.</param>
    /// <remarks>
    /// What only this copy has was never heard of elsewhere: such text is taken back; such events may have been read here
    /// already, so what follows is numbered behind them.
    /// </remarks>
    public void Adopt(long fence, JournalPosition common, IReadOnlyList<RunEvent> events, IReadOnlyDictionary<Stage, string> rests)
    {
        lock (_gate)
        {
            if (_isForgotten) return;
            _fence = Math.Max(_fence, fence);
            var same = 0;
            while (same < events.Count && _events.After(common.Events + same) is { } mine && IsSame(mine, events[same])) same++;
            var added = rests.ToDictionary();
            foreach (var (stage, text) in _texts)
                if (text.IsOpen) text.Shorten(common[stage] + added.GetValueOrDefault(stage, "").Length);
            foreach (var happened in events.Skip(same))
            {
                if (happened is StageEnd end && added.Remove(end.Stage, out var last)) AddRest(end.Stage, common[end.Stage], last);
                Keep(happened with { Seq = _events.Count + 1 });
            }

            foreach (var (stage, rest) in added) AddRest(stage, common[stage], rest);
        }
    }

    private static bool IsSame(RunEvent one, RunEvent another) =>
        one.Seq == another.Seq && JsonSerializer.Serialize(one, JsonSerializerOptions.Web) == JsonSerializer.Serialize(another, JsonSerializerOptions.Web);

    private void AddRest(List<JournalStep> steps, Stage stage, JournalPosition copied)
    {
        if (TextOf(stage).After(copied[stage]) is { } rest) steps.Add(new(null, stage, copied[stage], rest));
    }

    private void AddRest(Stage stage, int offset, string rest)
    {
        var text = TextOf(stage);
        if (text.IsOpen && offset + rest.Length > text.Length) text.Append(rest[(text.Length - offset)..]);
    }
}
