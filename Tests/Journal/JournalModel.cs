using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;

namespace Interception.Tests.Journal;

/// <summary>What a journal has to be: of the events and of each text always a beginning, which only grows, by the writer with the largest fence.</summary>
internal sealed class JournalModel(List<JournalStep> tale)
{
    private readonly Dictionary<Stage, string> _texts = [];
    private readonly List<RunEvent> _events = [];
    private RunWish _wanted;

    public bool Exists { get; private set; }

    public long Fence { get; private set; }

    public bool IsClosed => _events.Exists(happened => happened is RunEnd);

    public IEnumerable<RunEvent> Events => _events;

    public IEnumerable<KeyValuePair<Stage, string>> Texts => _texts.Where(text => text.Value.Length > 0);

    /// <summary>Whether everything in it is a beginning of the tale, and a retracted text is gone.</summary>
    public bool IsTrue => _events.SequenceEqual(tale.Where(step => step.Event is not null).Select(step => step.Event!).Take(_events.Count))
        && _texts.All(text => string.Concat(tale.Where(step => step.Event is null && step.Stage == text.Key).Select(step => step.Text)).StartsWith(text.Value, StringComparison.Ordinal))
        && !_events.OfType<StageEnd>().Any(end => end.Outcome == Outcome.Blocked && _texts.ContainsKey(end.Stage));

    public static RunWish WishOf(int number) => (RunWish)(number % 3);

    public static string ModeOf(int what) => what switch { 3 => "new", 4 or 5 => "anew", _ => "add" };

    /// <summary>A part of the tale as a writer says it: letters of one text in a row are one piece.</summary>
    public List<JournalStep> Slice(int from, int to)
    {
        var steps = new List<JournalStep>();
        foreach (var step in tale.Take(to).Skip(from))
        {
            if (step.Event is null && steps is [.., { Event: null } last] && last.Stage == step.Stage) steps[^1] = last with { Text = last.Text + step.Text };
            else steps.Add(step);
        }
        return steps;
    }

    /// <summary>The answer to a writer.</summary>
    public PushAnswer Say((int What, int From, int To, int Fence) saying) => saying.What switch
    {
        0 => Forget(),
        1 => Want(WishOf(saying.From)),
        2 => Read(saying.Fence),
        _ => Push(ModeOf(saying.What), Slice(saying.From, saying.To), saying.Fence),
    };

    private PushAnswer Forget()
    {
        Exists = false;
        Fence = 0;
        _events.Clear();
        _texts.Clear();
        _wanted = RunWish.Go;
        return default;
    }

    private PushAnswer Want(RunWish wish)
    {
        if (Exists) _wanted = wish;
        return default;
    }

    private PushAnswer Read(long fence)
    {
        // Who takes it over has a number that nobody else has.
        if (Exists && !IsClosed) Fence = Math.Max(Fence + 1, fence);
        return new(Exists ? PushStatus.Ok : PushStatus.Gone, "", 0, RunWish.Go, 0);
    }

    private PushAnswer Push(string mode, List<JournalStep> steps, long fence)
    {
        if (Exists && mode == "new" && (Fence != fence || _events.Count > 0)) return Answer(PushStatus.Exists);
        if (!Exists && mode == "add") return Answer(PushStatus.Gone);
        if (IsClosed) return Answer(PushStatus.Closed, _events.Count);
        if (fence < Fence) return Answer(PushStatus.Fenced, _events.Count);
        Exists = true;
        Fence = fence;
        var isNews = false;
        foreach (var step in steps)
        {
            if ((step.Event is null ? RefusalOf(step) : RefusalOf(step.Event)) is { } refusal) return refusal;
            isNews |= step.Event is null ? Add(step) : Add(step.Event);
        }
        return Answer(isNews ? PushStatus.Ok : PushStatus.Duplicate);
    }

    private PushAnswer? RefusalOf(RunEvent happened) => happened.Seq > _events.Count + 1 ? Answer(PushStatus.Gap, _events.Count) : null;

    private PushAnswer? RefusalOf(JournalStep step)
    {
        var there = _texts.GetValueOrDefault(step.Stage, "").Length;
        if (HasEnded(step.Stage)) return null;
        if (step.Offset > there) return new(PushStatus.Gap, step.Stage.Name, there, _wanted, Fence);
        var hasBegun = _events.Exists(happened => happened is StageStart begun && begun.Stage == step.Stage);
        return hasBegun || step.Offset + step.Text.Length <= there ? null : new(PushStatus.NotOpen, step.Stage.Name, there, _wanted, Fence);
    }

    private bool Add(RunEvent happened)
    {
        if (happened.Seq <= _events.Count) return false;
        _events.Add(happened);
        if (happened is StageEnd { Outcome: Outcome.Blocked } end) _texts.Remove(end.Stage);
        return true;
    }

    private bool Add(JournalStep step)
    {
        var there = _texts.GetValueOrDefault(step.Stage, "");
        if (HasEnded(step.Stage) || step.Offset + step.Text.Length <= there.Length) return false;
        _texts[step.Stage] = there + step.Text[(there.Length - step.Offset)..];
        return true;
    }

    private bool HasEnded(Stage stage) => _events.Exists(happened => happened is StageEnd end && end.Stage == stage);

    private PushAnswer Answer(PushStatus status, int length = 0) => new(status, "", length, _wanted, Fence);
}
